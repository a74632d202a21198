package io.sparkhessian.curvature;

import io.sparkhessian.autodiff.GaussNewtonSquares;

/**
 * The diagonal of the Gauss-Newton matrix without the matrix, in one pass over the samples: two
 * backward passes an output of the model, and one product a site.
 */
public final class GaussNewtonDiagonal extends DiagonalInOnePass {
  private static final long serialVersionUID = 1L;

  /**
   * @throws io.sparkhessian.Failure when the objective has no Gauss-Newton matrix, or its
   *     parameters enter the model otherwise than at one linear site each
   */
  public GaussNewtonDiagonal(Problem problem) {
    super(
        problem,
        "the Gauss-Newton diagonal",
        "the Gauss-Newton diagonal cannot be computed without the matrix: %s; compute the matrix",
        GaussNewtonSquares::of);
  }
}
