package io.sparkhessian.linalg;

/**
 * The dense product that every heavy loop is made of.
 *
 * <p>A matrix is a part of a {@code double[]}: row-major, its first element at an offset, each row
 * contiguous, and consecutive rows one stride (of at least the row's width) apart. Implementations
 * are thread-safe, and give the same bits for the same arguments.
 */
public interface DenseKernels {
  /** What runs, e.g. {@code OpenBLAS 0.3.31 (native, 1 thread)}; goes into the manifest. */
  String name();

  /**
   * C ← op(A)·op(B) + beta·C, where C is m × n and op is the transpose where asked for.
   *
   * <p>With beta = 0 the old content of C is never read, so it may be NaN; with k = 0 the product
   * is zero. C may not overlap A or B.
   *
   * @param transposeA whether A is stored as k × m instead of m × k
   * @param transposeB whether B is stored as n × k instead of k × n
   * @param m rows of C
   * @param n columns of C
   * @param k inner size
   * @throws IndexOutOfBoundsException if a matrix does not lie in its array
   * @throws IllegalArgumentException if a size is negative, or a stride below the width of its row
   */
  void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      int aStride,
      double[] b,
      int bOffset,
      int bStride,
      double beta,
      double[] c,
      int cOffset,
      int cStride);
}
