package io.sparkhessian.quantity.trace;

import io.sparkhessian.distributed.results.Statistics;

/** What can be said at a glance of traces. */
public record TraceStatistics(StoredTrace trace) implements Statistics {}
