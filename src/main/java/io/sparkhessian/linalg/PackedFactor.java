package io.sparkhessian.linalg;

import java.util.Arrays;

/**
 * A tile of the right factor, packed so that the JVM vectorises the product.
 *
 * <p>The compiler of Java 17 vectorises a loop if all array indices differ from its counter by
 * constants. Hence rows have a constant length, four rows share an array (one pass over the sums
 * for four products), and the sums have their own array. EJML's tile product supports any strides
 * but is not vectorised; it ran at a third of the speed.
 */
final class PackedFactor {
  /** Maximum number of rows; a tile of maximum size has 64 kB. */
  static final int INNER = 64;

  /** Maximum number of columns. */
  static final int WIDTH = 128;

  private final double[][] fours = new double[INNER / 4][4 * WIDTH];
  private final double[] sums = new double[WIDTH];
  private int inner;
  private int width;

  /** Copies the rows {@code q} to {@code q + inner − 1} of the columns from {@code j} on. */
  void fill(View b, int q, int inner, int j, int width) {
    resize(inner, width);
    int start = b.offset() + q * b.rowStep() + j * b.columnStep();
    if (b.transposed()) {
      transpose(b.array(), start, b.stride());
    } else {
      copy(b.array(), start, b.stride());
    }
  }

  private void copy(double[] source, int offset, int stride) {
    for (int q = 0; q < inner; q++) {
      System.arraycopy(source, offset + q * stride, fours[q / 4], q % 4 * WIDTH, width);
    }
  }

  private void transpose(double[] source, int offset, int stride) {
    for (int q = 0; q < inner; q++) {
      double[] four = fours[q / 4];
      int start = q % 4 * WIDTH;
      for (int j = 0; j < width; j++) {
        four[start + j] = source[offset + j * stride + q];
      }
    }
  }

  private void resize(int inner, int width) {
    this.inner = inner;
    this.width = width;
    for (int q = inner; q % 4 != 0; q++) {
      Arrays.fill(fours[q / 4], q % 4 * WIDTH, q % 4 * WIDTH + width, 0);
    }
  }

  /**
   * Adds the product with part of a row of A, whose elements are {@code step} apart, to a row of C.
   */
  void addProduct(double[] a, int aOffset, int step, double[] c, int cOffset) {
    System.arraycopy(c, cOffset, sums, 0, width);
    for (int q = 0; q < inner; q += 4) {
      int first = aOffset + q * step;
      double a0 = a[first];
      double a1 = q + 1 < inner ? a[first + step] : 0;
      double a2 = q + 2 < inner ? a[first + 2 * step] : 0;
      double a3 = q + 3 < inner ? a[first + 3 * step] : 0;
      addFour(a0, a1, a2, a3, fours[q / 4], sums, width);
    }
    System.arraycopy(sums, 0, c, cOffset, width);
  }

  private static void addFour(
      double a0, double a1, double a2, double a3, double[] four, double[] sums, int width) {
    for (int j = 0; j < width; j++) {
      sums[j] +=
          a0 * four[j] + a1 * four[WIDTH + j] + a2 * four[2 * WIDTH + j] + a3 * four[3 * WIDTH + j];
    }
  }
}
