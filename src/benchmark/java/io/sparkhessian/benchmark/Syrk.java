package io.sparkhessian.benchmark;

import dev.ludovic.netlib.blas.NativeBLAS;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import org.ejml.data.DMatrixRMaj;

/** XᵀX, one triangle, by the native BLAS that our kernels use, without anything around it. */
final class Syrk {
  private final NativeBLAS blas;
  private final DMatrixRMaj x;

  Syrk(DMatrixRMaj x) {
    Kernels.of(KernelChoice.NATIVE); // names the library, before netlib looks for one
    this.blas = NativeBLAS.getInstance();
    this.x = x;
  }

  /** Each thread takes as many rows as the others, and a result of its own. */
  Timing.Timed inThreads(int threads) {
    int d = x.numCols;
    double[][] products = new double[threads][d * d];
    return () ->
        Parallel.run(
            threads,
            threads,
            thread -> {
              int from = (int) ((long) x.numRows * thread / threads);
              int to = (int) ((long) x.numRows * (thread + 1) / threads);
              // Column-major, as BLAS sees it, the rows of X are columns.
              blas.dsyrk("U", "N", d, to - from, 1, x.data, from * d, d, 0, products[thread], 0, d);
            });
  }

  /** Operations of one triangle with its diagonal. */
  double flops() {
    return (double) x.numRows * x.numCols * (x.numCols + 1);
  }
}
