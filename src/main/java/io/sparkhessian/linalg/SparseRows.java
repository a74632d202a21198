package io.sparkhessian.linalg;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A sparse matrix X in compressed sparse row (CSR) format with ascending columns. Every product
 * adds in the order of the rows.
 */
public final class SparseRows implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Bytes of a stored number and its column. */
  public static final int BYTES = Double.BYTES + Integer.BYTES;

  private final int columns;
  private final int[] starts;
  private final int[] indices;
  private final double[] values;

  SparseRows(int columns, int[] starts, int[] indices, double[] values) {
    this.columns = columns;
    this.starts = starts;
    this.indices = indices;
    this.values = values;
  }

  public int rows() {
    return starts.length - 1;
  }

  public int columns() {
    return columns;
  }

  /** Number of stored numbers. */
  public int stored() {
    return values.length;
  }

  /** Index of a row's first number; the row ends where the next one starts. */
  public int start(int row) {
    return starts[row];
  }

  /** Column of the stored number {@code k}. */
  public int column(int k) {
    return indices[k];
  }

  /** The stored number {@code k}. */
  public double value(int k) {
    return values[k];
  }

  /** The matrix with each number squared. */
  public SparseRows squared() {
    double[] squares = new double[values.length];
    Arrays.setAll(squares, k -> values[k] * values[k]);
    return new SparseRows(columns, starts, indices, squares);
  }

  /** A copy of the rows {@code from} to {@code to − 1}. */
  public SparseRows between(int from, int to) {
    int[] part = new int[to - from + 1];
    for (int row = from; row <= to; row++) {
      part[row - from] = starts[row] - starts[from];
    }
    return new SparseRows(
        columns,
        part,
        Arrays.copyOfRange(indices, starts[from], starts[to]),
        Arrays.copyOfRange(values, starts[from], starts[to]));
  }

  /**
   * Z ← X·B, where B is columns × width and row-major from {@code b} on, and Z starts at {@code z}.
   */
  public void multiply(double[] right, int b, int width, double[] out, int z) {
    Arrays.fill(out, z, z + rows() * width, 0);
    for (int row = 0; row < rows(); row++) {
      int to = z + row * width;
      for (int k = starts[row]; k < starts[row + 1]; k++) {
        addScaled(values[k], right, b + indices[k] * width, out, to, width);
      }
    }
  }

  /**
   * Z ← X·Bᵀ, where B is width × columns and row-major from {@code b} on, and Z starts at {@code
   * z}.
   */
  public void multiplyTransposed(double[] right, int b, int width, double[] out, int z) {
    for (int row = 0; row < rows(); row++) {
      for (int unit = 0; unit < width; unit++) {
        int from = b + unit * columns;
        double sum = 0;
        for (int k = starts[row]; k < starts[row + 1]; k++) {
          sum += values[k] * right[from + indices[k]];
        }
        out[z + row * width + unit] = sum;
      }
    }
  }

  /**
   * C ← C + Lᵀ·X, where L is rows × width and row-major from {@code l} on, and C is width ×
   * columns.
   */
  public void addContracted(double[] left, int l, int width, double[] out, int c) {
    for (int row = 0; row < rows(); row++) {
      for (int unit = 0; unit < width; unit++) {
        double factor = left[l + row * width + unit];
        int to = c + unit * columns;
        for (int k = starts[row]; factor != 0 && k < starts[row + 1]; k++) {
          out[to + indices[k]] += factor * values[k];
        }
      }
    }
  }

  /**
   * C ← C + Xᵀ·R, where R is rows × width and row-major from {@code r} on, and C is columns ×
   * width.
   */
  public void addTransposed(double[] right, int r, int width, double[] out, int c) {
    for (int row = 0; row < rows(); row++) {
      for (int k = starts[row]; k < starts[row + 1]; k++) {
        addScaled(values[k], right, r + row * width, out, c + indices[k] * width, width);
      }
    }
  }

  private static void addScaled(
      double factor, double[] from, int f, double[] out, int o, int length) {
    for (int e = 0; e < length; e++) {
      out[o + e] += factor * from[f + e];
    }
  }
}
