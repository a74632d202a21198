package io.sparkhessian.curvature.inputs;

/**
 * The upper triangle of a symmetric matrix, row after row, each from the diagonal on.
 *
 * @param edge of the matrix, k
 */
public record PackedTriangle(int edge) {

  /** k (k + 1) / 2. */
  public int size() {
    return Math.toIntExact((long) edge * (edge + 1) / 2);
  }

  /** Where the entry is, {@code column} not before {@code row}. */
  public int at(int row, int column) {
    return row * edge - row * (row - 1) / 2 + column - row;
  }

  /** The row of the entry at {@code index}. */
  public int row(int index) {
    int row = 0;
    while (row + 1 < edge && at(row + 1, row + 1) <= index) {
      row++;
    }
    return row;
  }

  /** The column of the entry at {@code index}. */
  public int column(int index) {
    int row = row(index);
    return row + index - at(row, row);
  }
}
