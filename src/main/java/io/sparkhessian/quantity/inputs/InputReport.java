package io.sparkhessian.quantity.inputs;

import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.samples.SampleRange;
import java.io.Serializable;

/** What a task tells the driver of the rows of samples that it has written. */
public record InputReport(SampleRange range, FileEntry file, InputStatistics statistics)
    implements Serializable {}
