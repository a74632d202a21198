package io.sparkhessian.spark.results;

import io.sparkhessian.io.SampleRange;
import io.sparkhessian.io.TileFile;
import java.io.Serializable;

/** What a task tells the driver of the rows of samples that it has written. */
public record InputReport(SampleRange range, TileFile file, InputStatistics statistics)
    implements Serializable {}
