package io.sparkhessian.curvature.sites;

import org.ejml.data.DMatrixRMaj;

/**
 * The rows {@code from} to {@code to − 1} of a Hessian, from column {@code from} on to the first
 * that is left out.
 */
public record RowBlock(DMatrixRMaj matrix, int from, int to) {
  /** A block of zeros, with the columns {@code from} to {@code end − 1}. */
  public static RowBlock zeros(int from, int to, int end) {
    return new RowBlock(new DMatrixRMaj(to - from, end - from), from, to);
  }

  /** The first column that is left out: N, or where a parameter matrix ends. */
  public int end() {
    return from + matrix.numCols;
  }

  double[] data() {
    return matrix.data;
  }

  /** How far the next row is. */
  int stride() {
    return matrix.numCols;
  }

  int at(int row, int column) {
    return (row - from) * matrix.numCols + column - from;
  }

  public void add(int row, int column, double value) {
    matrix.data[at(row, column)] += value;
  }

  /** H is symmetric: what lies below the diagonal is copied from above it, not computed again. */
  public void mirror() {
    Mirror.square(matrix.data, 0, matrix.numCols, matrix.numRows);
  }
}
