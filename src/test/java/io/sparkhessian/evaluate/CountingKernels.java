package io.sparkhessian.evaluate;

import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;

/** Dense kernels that count the products they are asked for. */
final class CountingKernels implements DenseKernels {
  private final DenseKernels dense = Kernels.of(KernelChoice.JAVA);
  private int products;

  /** Products since the last call. */
  int take() {
    int taken = products;
    products = 0;
    return taken;
  }

  @Override
  public String name() {
    return "counting " + dense.name();
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
    products++;
    dense.multiply(
        transposeA,
        transposeB,
        m,
        n,
        k,
        a,
        aOffset,
        aStride,
        b,
        bOffset,
        bStride,
        beta,
        c,
        cOffset,
        cStride);
  }
}
