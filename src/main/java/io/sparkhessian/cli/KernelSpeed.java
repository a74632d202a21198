package io.sparkhessian.cli;

import io.sparkhessian.linalg.DenseKernels;

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
    double[] a = new double[ROWS * WIDTH];
    double[] b = new double[WIDTH * WIDTH];
    double[] c = new double[ROWS * WIDTH];
    kernels.multiply(false, true, ROWS, WIDTH, WIDTH, a, 0, WIDTH, b, 0, WIDTH, 0, c, 0, WIDTH);
    long start = System.nanoTime();
    long products = 0;
    while (System.nanoTime() - start < NANOS) {
      kernels.multiply(false, true, ROWS, WIDTH, WIDTH, a, 0, WIDTH, b, 0, WIDTH, 0, c, 0, WIDTH);
      products++;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new KernelSpeed(kernels.name(), 2.0 * ROWS * WIDTH * WIDTH * products / seconds);
  }
}
