package io.sparkhessian.curvature;

import io.sparkhessian.autodiff.GaussNewton;
import io.sparkhessian.autodiff.GaussNewtonSquares;

/**
 * The diagonal of the Gauss-Newton or the empirical Fisher matrix without the matrix, in one pass
 * over the samples: at linear sites a backward pass an output of the model and a product a site,
 * one backward pass alone for the empirical Fisher matrix; a forward pass an element for parameters
 * that enter otherwise.
 */
public final class GaussNewtonDiagonal extends DiagonalInOnePass {
  private static final long serialVersionUID = 1L;

  /**
   * @throws io.sparkhessian.Failure when the objective has no Gauss-Newton matrix
   */
  public GaussNewtonDiagonal(Problem problem) {
    this(problem, "the Gauss-Newton diagonal", problem.gaussNewton());
  }

  private GaussNewtonDiagonal(Problem problem, String title, GaussNewton matrix) {
    super(
        problem,
        title,
        new Passes(
            matrix,
            GaussNewtonSquares.of(sites(problem, matrix), matrix, problem.layout().blockNames())));
  }

  /**
   * The diagonal Σ_s w_s g_s ⊙ g_s of the empirical Fisher matrix.
   *
   * @throws io.sparkhessian.Failure when the objective is not a loss a sample
   */
  public static GaussNewtonDiagonal empiricalFisher(Problem problem) {
    return new GaussNewtonDiagonal(
        problem, "the diagonal of the empirical Fisher matrix", problem.empiricalFisher());
  }
}
