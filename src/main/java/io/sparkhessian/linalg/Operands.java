package io.sparkhessian.linalg;

import java.util.Objects;

/** What all kernels ask of their operands before they touch memory. */
final class Operands {
  private Operands() {}

  static void checkSizes(int m, int n, int k) {
    if (m < 0 || n < 0 || k < 0) {
      throw new IllegalArgumentException("negative size: m=" + m + ", n=" + n + ", k=" + k);
    }
  }

  /** Checks that a matrix of {@code rows} × {@code width} lies in its array. */
  static void check(double[] array, int offset, int stride, int rows, int width) {
    if (rows == 0 || width == 0) {
      return;
    }
    if (stride < width) {
      throw new IllegalArgumentException("stride " + stride + " is below the width " + width);
    }
    long end = offset + (rows - 1L) * stride + width;
    Objects.checkFromToIndex(offset, end, array.length);
  }

  /** C ← beta·C, without reading C when beta is zero. */
  static void scale(double beta, int rows, int width, double[] c, int offset, int stride) {
    if (beta == 1) {
      return;
    }
    for (int i = 0; i < rows; i++) {
      int start = offset + i * stride;
      for (int j = start; j < start + width; j++) {
        c[j] = beta == 0 ? 0 : beta * c[j];
      }
    }
  }
}
