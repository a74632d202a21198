package io.sparkhessian.curvature.spectral;

import org.ejml.data.DMatrixRMaj;

/** A symmetric matrix on parameter space, accessible only through products with vectors. */
public interface LinearOperator {
  /** Number of parameters, N. */
  int size();

  /**
   * The products with k vectors.
   *
   * @param vectors k × N, left unchanged
   * @return k × N, a new matrix
   */
  DMatrixRMaj times(DMatrixRMaj vectors);
}
