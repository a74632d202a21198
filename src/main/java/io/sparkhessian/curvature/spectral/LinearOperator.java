package io.sparkhessian.curvature.spectral;

import org.ejml.data.DMatrixRMaj;

/** A symmetric matrix on parameter space that is known by its products with vectors alone. */
public interface LinearOperator {
  /** N. */
  int size();

  /**
   * The products with k vectors.
   *
   * @param vectors k × N, which stays as it is
   * @return k × N, a new matrix
   */
  DMatrixRMaj times(DMatrixRMaj vectors);
}
