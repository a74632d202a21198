package io.sparkhessian.evaluate;

import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.linalg.View;

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
  public void multiply(View a, View b, double beta, View c) {
    products++;
    dense.multiply(a, b, beta, c);
  }
}
