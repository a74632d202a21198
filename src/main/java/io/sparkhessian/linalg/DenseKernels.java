package io.sparkhessian.linalg;

/**
 * The dense matrix product that every expensive loop is made of. Implementations are thread-safe
 * and return the same bits for the same arguments.
 */
public interface DenseKernels {
  /**
   * Name of the implementation for the manifest, e.g. {@code OpenBLAS 0.3.31 (native, 1 thread)}.
   */
  String name();

  /**
   * C ← A·B + beta·C.
   *
   * <p>With beta = 0 the old content of C is never read, so it may be NaN. With no inner elements
   * the product is zero. C must not overlap A or B.
   *
   * @param c not transposed
   * @throws IndexOutOfBoundsException if a matrix does not lie in its array
   * @throws IllegalArgumentException if the shapes do not match, a stride is below the width of its
   *     rows, or C is transposed
   */
  void multiply(View a, View b, double beta, View c);
}
