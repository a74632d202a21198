package io.sparkhessian.spark.run;

import io.sparkhessian.io.TileFile;
import java.io.Serializable;

/**
 * What a task tells the driver of the rows it has written.
 *
 * @param matrix of the plan
 * @param diagonal the block's part of the diagonal
 * @param largest max |H| in the rows
 * @param backend the dense kernels that ran
 * @param seconds of computing, without writing
 */
@SuppressWarnings("ArrayRecordComponent") // reports are read, never compared
public record RowReport(
    int matrix,
    int blockRow,
    TileFile file,
    double[] diagonal,
    double largest,
    String backend,
    double seconds)
    implements Serializable {}
