package io.sparkhessian.spark.operators;

import org.ejml.data.DMatrixRMaj;

/** How far vectors are from being eigenvectors. */
public final class Residuals {
  private Residuals() {}

  /** ‖H v − λ v‖ of a row. */
  public static double norm(DMatrixRMaj products, DMatrixRMaj vectors, double value, int row) {
    double squares = 0;
    for (int i = row * vectors.numCols; i < (row + 1) * vectors.numCols; i++) {
      double rest = products.data[i] - value * vectors.data[i];
      squares += rest * rest;
    }
    return Math.sqrt(squares);
  }
}
