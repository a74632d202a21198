package io.sparkhessian.cli;

import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.View;

/**
 * Speed of typical matrix products on one core of this machine.
 *
 * @param backend name of the kernels
 */
record KernelSpeed(String backend, double flopsPerSecond) {
  private static final int ROWS = 8192;
  private static final int WIDTH = 32;
  private static final long NANOS = 200_000_000;

  /** Measures the speed; takes a fifth of a second. */
  static KernelSpeed measure(DenseKernels kernels) {
    View a = View.of(new double[ROWS * WIDTH], ROWS, WIDTH);
    View b = View.of(new double[WIDTH * WIDTH], WIDTH, WIDTH).transpose();
    View c = View.of(new double[ROWS * WIDTH], ROWS, WIDTH);
    kernels.multiply(a, b, 0, c);
    long start = System.nanoTime();
    long products = 0;
    while (System.nanoTime() - start < NANOS) {
      kernels.multiply(a, b, 0, c);
      products++;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new KernelSpeed(kernels.name(), 2.0 * ROWS * WIDTH * WIDTH * products / seconds);
  }
}
