package io.sparkhessian.quantity.inputs;

import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.samples.SampleRange;
import java.io.Serializable;

/** Report of a task to the driver about the rows of samples that the task wrote. */
public record InputReport(SampleRange range, FileEntry file, InputStatistics statistics)
    implements Serializable {}
