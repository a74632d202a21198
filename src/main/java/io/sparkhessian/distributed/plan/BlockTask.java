package io.sparkhessian.distributed.plan;

import java.io.Serializable;

/**
 * A task, which computes the rows {@code from} to {@code to − 1}: a block row of a matrix, or a
 * strip of it.
 *
 * @param matrix index in {@link Plan#matrices}; 0 for other quantities
 * @param blockRow index of the block row in its matrix
 * @param blockColumn first tile column; that of the diagonal for a whole block row
 * @param flops estimated floating point operations
 * @param sparse those of {@code flops} on the entries of sparse rows
 */
public record BlockTask(
    int matrix, int blockRow, int blockColumn, int from, int to, double flops, double sparse)
    implements Serializable {

  /** Creates a whole block row, or rows of another quantity, without sparse operations. */
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

  /** Whether the task has the diagonal tile of its block row. */
  public boolean atDiagonal() {
    return blockColumn == blockRow;
  }
}
