package io.sparkhessian.linalg;

import dev.ludovic.netlib.blas.NativeBLAS;

/** Products by the native BLAS behind Spark's netlib, on Java arrays and without copies. */
final class NativeKernels implements DenseKernels {
  private final NativeBLAS blas;
  private final String name;

  NativeKernels(NativeBLAS blas, String name) {
    this.blas = blas;
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void multiply(
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
      int cStride) {
    Operands.checkSizes(m, n, k);
    Operands.check(a, aOffset, aStride, transposeA ? k : m, transposeA ? m : k);
    Operands.check(b, bOffset, bStride, transposeB ? n : k, transposeB ? k : n);
    Operands.check(c, cOffset, cStride, m, n);
    if (m == 0 || n == 0) {
      return;
    }
    if (k == 0) {
      Operands.scale(beta, m, n, c, cOffset, cStride);
      return;
    }
    // BLAS is column-major: it sees each of our matrices transposed, so Cᵀ = op(B)ᵀ·op(A)ᵀ.
    blas.dgemm(
        transposeB ? "T" : "N",
        transposeA ? "T" : "N",
        n,
        m,
        k,
        1,
        b,
        bOffset,
        bStride,
        a,
        aOffset,
        aStride,
        beta,
        c,
        cOffset,
        cStride);
  }
}
