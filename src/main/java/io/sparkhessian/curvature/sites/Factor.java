package io.sparkhessian.curvature.sites;

import io.sparkhessian.linalg.View;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The transpose of per-sample values of a chunk: each row is one column of a value and contiguous
 * over the samples, so that products of rows vectorise and rows are operands of dgemm.
 */
final class Factor {
  private static final int TILE = 32;

  private int rows;
  private int samples;
  private double[] data = {};
  private boolean[] zero = {};

  /** For each column, the bitwise or of its numbers. */
  private long[] bits = {};

  double[] data() {
    return data;
  }

  int samples() {
    return samples;
  }

  int rows() {
    return rows;
  }

  /** The rows {@code from} to {@code from + count − 1}: count × samples. */
  View view(int from, int count) {
    return View.of(data, at(from), count, samples);
  }

  /** Squares all numbers. */
  void square() {
    for (int e = 0; e < rows * samples; e++) {
      data[e] *= data[e];
    }
  }

  /** Offset of a row. */
  int at(int row) {
    return row * samples;
  }

  /** Whether a row is zero. */
  boolean isZero(int row) {
    return zero[row];
  }

  /** Sets one row to a constant. */
  void fill(double value, int sampleCount) {
    reshape(1, sampleCount);
    Arrays.fill(data, 0, samples, value);
    zero[0] = value == 0;
  }

  /**
   * Sets the rows to the columns of {@code blocks} stacked matrices of samples × columns; column c
   * of block b becomes row b · columns + c.
   */
  void setTransposed(DMatrixRMaj stacked, int blocks) {
    int columns = stacked.numCols;
    reshape(blocks * columns, stacked.numRows / blocks);
    if (bits.length < columns) {
      bits = new long[columns];
    }
    for (int block = 0; block < blocks; block++) {
      Arrays.fill(bits, 0, columns, 0);
      for (int s = 0; s < samples; s += TILE) {
        transpose(stacked.data, block, columns, s, Math.min(samples, s + TILE));
      }
      for (int column = 0; column < columns; column++) {
        zero[block * columns + column] = bits[column] == 0;
      }
    }
  }

  /**
   * Sets row b to column {@code first} + b of block b, for {@code blocks} stacked matrices of
   * samples × columns. Matrices with a single column hold just that column.
   */
  void setOwnColumns(DMatrixRMaj stacked, int blocks, int first) {
    int columns = stacked.numCols;
    reshape(blocks, stacked.numRows / blocks);
    for (int block = 0; block < blocks; block++) {
      int in = block * samples * columns + (columns == 1 ? 0 : first + block);
      for (int s = 0; s < samples; s++) {
        data[block * samples + s] = stacked.data[in + s * columns];
      }
      zero[block] = false;
    }
  }

  /**
   * Sets the rows from stacked single columns. The column of block b is column {@code first} + b of
   * a matrix with zeros elsewhere and becomes row b · columns + {@code first} + b.
   */
  void setOwnRows(DMatrixRMaj stacked, int blocks, int first, int columns) {
    reshape(blocks * columns, stacked.numRows / blocks);
    Arrays.fill(data, 0, rows * samples, 0);
    Arrays.fill(zero, 0, rows, true);
    for (int block = 0; block < blocks; block++) {
      int row = block * columns + first + block;
      System.arraycopy(stacked.data, block * samples, data, at(row), samples);
      zero[row] = false;
    }
  }

  /** Transposes some samples of a block, few enough for the first-level cache. */
  private void transpose(double[] source, int block, int columns, int from, int to) {
    for (int column = 0; column < columns; column++) {
      int out = at(block * columns + column);
      int in = block * samples * columns + column;
      long any = bits[column];
      for (int s = from; s < to; s++) {
        double value = source[in + s * columns];
        data[out + s] = value;
        any |= Double.doubleToRawLongBits(value);
      }
      bits[column] = any;
    }
  }

  private void reshape(int newRows, int newSamples) {
    rows = newRows;
    samples = newSamples;
    if (data.length < rows * samples) {
      data = new double[rows * samples];
    }
    if (zero.length < rows) {
      zero = new boolean[rows];
    }
  }

  /**
   * Scales {@code count} consecutive rows sample by sample: out ← rows ⊙ by. The JVM vectorises a
   * loop only if all arrays have the same offset, so copying both operands first is faster.
   *
   * @param repeated a buffer as long as {@code out}
   */
  static void scale(
      double[] out,
      int o,
      double[] rows,
      int r,
      double[] by,
      int b,
      int count,
      int samples,
      double[] repeated) {
    System.arraycopy(rows, r, out, o, count * samples);
    int end = o + count * samples;
    for (int to = o; to < end; to += samples) {
      System.arraycopy(by, b, repeated, to, samples);
    }
    for (int e = o; e < end; e++) {
      out[e] *= repeated[e];
    }
  }

  /** The inner product Σ a ⊙ b, in four sums that the processor adds in parallel. */
  static double dot(double[] a, int i, double[] b, int j, int length) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int s = 0;
    for (; s + 3 < length; s += 4) {
      first += a[i + s] * b[j + s];
      second += a[i + s + 1] * b[j + s + 1];
      third += a[i + s + 2] * b[j + s + 2];
      fourth += a[i + s + 3] * b[j + s + 3];
    }
    for (; s < length; s++) {
      first += a[i + s] * b[j + s];
    }
    return first + second + (third + fourth);
  }

  /** out ← out + a ⊙ b. */
  static void addProduct(double[] out, int o, double[] a, int i, double[] b, int j, int length) {
    for (int s = 0; s < length; s++) {
      out[o + s] += a[i + s] * b[j + s];
    }
  }
}
