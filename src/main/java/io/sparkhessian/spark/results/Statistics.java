package io.sparkhessian.spark.results;

/** What can be said at a glance of the numbers of a result. */
public sealed interface Statistics
    permits ApproximationStatistics,
        InputStatistics,
        MatrixStatistics,
        ProductStatistics,
        SolveStatistics,
        SpectrumStatistics,
        TraceStatistics {}
