package io.sparkhessian.spark.run;

import io.sparkhessian.io.StoredTrace;

/** What can be said at a glance of traces. */
public record TraceStatistics(StoredTrace trace) implements Statistics {}
