package io.sparkhessian.spark.results;

import io.sparkhessian.io.StoredTrace;

/** What can be said at a glance of traces. */
public record TraceStatistics(StoredTrace trace) implements Statistics {}
