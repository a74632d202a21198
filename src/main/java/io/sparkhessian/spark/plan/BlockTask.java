package io.sparkhessian.spark.plan;

import java.io.Serializable;

/**
 * One task: the rows {@code from} to {@code to − 1}, which are a block row of a matrix.
 *
 * @param matrix which of {@link Plan#matrices}; 0 where there is none
 * @param blockRow among those of its matrix
 * @param flops floating point operations, estimated
 */
public record BlockTask(int matrix, int blockRow, int from, int to, double flops)
    implements Serializable {
  public int rows() {
    return to - from;
  }
}
