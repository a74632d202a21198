package io.sparkhessian.distributed.plan;

import java.io.Serializable;

/**
 * One task: the rows {@code from} to {@code to − 1}, which are a block row of a matrix, or a strip
 * of one.
 *
 * @param matrix which of {@link Plan#matrices}; 0 where there is none
 * @param blockRow among those of its matrix
 * @param blockColumn where the strip begins; at the diagonal where the block row is whole
 * @param flops floating point operations, estimated
 * @param sparse those of them that go through the numbers of sparse rows one by one
 */
public record BlockTask(
    int matrix, int blockRow, int blockColumn, int from, int to, double flops, double sparse)
    implements Serializable {

  /** From the diagonal on or of what is no matrix, without sparse rows. */
  public BlockTask(int matrix, int blockRow, int from, int to, double flops) {
    this(matrix, blockRow, blockRow, from, to, flops, 0);
  }

  @Override
  public String toString() {
    String strip = atDiagonal() ? "" : ", tile columns from " + blockColumn;
    return "rows %d to %d%s".formatted(from, to - 1, strip);
  }

  public int rows() {
    return to - from;
  }

  /** Whether it has the tile at the diagonal, as one task of each block row has. */
  public boolean atDiagonal() {
    return blockColumn == blockRow;
  }
}
