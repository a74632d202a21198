package io.sparkhessian.spark.plan;

import java.io.Serializable;

/**
 * One task: the rows {@code from} to {@code to − 1}, which are a block row of a matrix.
 *
 * @param matrix which of {@link Plan#matrices}; 0 where there is none
 * @param blockRow among those of its matrix
 * @param flops floating point operations, estimated
 * @param sparse those of them that go through the numbers of sparse rows one by one
 */
public record BlockTask(int matrix, int blockRow, int from, int to, double flops, double sparse)
    implements Serializable {
  /** One without sparse rows. */
  public BlockTask(int matrix, int blockRow, int from, int to, double flops) {
    this(matrix, blockRow, from, to, flops, 0);
  }

  public int rows() {
    return to - from;
  }
}
