package io.sparkhessian.quantity.products;

import io.sparkhessian.linalg.Norm;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Residuals of eigenpairs and norms of vectors, row by row. */
public final class Residuals {
  private Residuals() {}

  /** Returns ‖H v − λ v‖ of a row. */
  public static double norm(DMatrixRMaj products, DMatrixRMaj vectors, double value, int row) {
    int from = row * vectors.numCols;
    double[] rest = new double[vectors.numCols];
    Arrays.setAll(rest, i -> products.data[from + i] - value * vectors.data[from + i]);
    return Norm.of(rest);
  }

  /** Returns ‖v‖ of a row. */
  public static double norm(DMatrixRMaj vectors, int row) {
    return Norm.of(vectors.data, row * vectors.numCols, (row + 1) * vectors.numCols);
  }
}
