package io.sparkhessian.curvature.inputs;

/**
 * The packed upper triangle of a symmetric matrix, row by row from the diagonal on.
 *
 * @param edge number of rows of the matrix, k
 */
public record PackedTriangle(int edge) {

  /** Number of entries, k (k + 1) / 2. */
  public int size() {
    return Math.toIntExact((long) edge * (edge + 1) / 2);
  }

  /** Index of an entry with {@code column} ≥ {@code row}. */
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
