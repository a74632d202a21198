package io.sparkhessian.linalg;

import dev.ludovic.netlib.blas.NativeBLAS;

/** Products by the native BLAS behind Spark's netlib, on Java arrays without copies. */
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
  public void multiply(View a, View b, double beta, View c) {
    Operands.check(a, b, c);
    if (c.rows() == 0 || c.columns() == 0) {
      return;
    }
    if (a.columns() == 0) {
      Operands.scale(beta, c);
      return;
    }
    // BLAS is column-major and sees the transpose of each row-major matrix, so Cᵀ = Bᵀ·Aᵀ.
    blas.dgemm(
        b.transposed() ? "T" : "N",
        a.transposed() ? "T" : "N",
        c.columns(),
        c.rows(),
        a.columns(),
        1,
        b.array(),
        b.offset(),
        b.stride(),
        a.array(),
        a.offset(),
        a.stride(),
        beta,
        c.array(),
        c.offset(),
        c.stride());
  }
}
