package io.sparkhessian.cli;

import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.View;

/**
 * How fast products of the size that passes are made of run on this machine, on one core.
 *
 * @param backend what ran
 */
record KernelSpeed(String backend, double flopsPerSecond) {
  private static final int ROWS = 8192;
  private static final int WIDTH = 32;
  private static final long NANOS = 200_000_000;

  /** Measures for a fifth of a second. */
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
