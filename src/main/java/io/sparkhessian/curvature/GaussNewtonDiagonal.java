package io.sparkhessian.curvature;

import io.sparkhessian.autodiff.GaussNewton;
import io.sparkhessian.autodiff.GaussNewtonSquares;

/**
 * The diagonal of the Gauss-Newton or the empirical Fisher matrix without the matrix, in one pass
 * over the samples. Linear sites take one backward pass per model output (for the empirical Fisher
 * matrix, one in all) and one product per site; other parameters take one forward pass per element.
 */
public final class GaussNewtonDiagonal extends SinglePassDiagonal {
  private static final long serialVersionUID = 1L;

  /**
   * @throws io.sparkhessian.Failure if the objective has no Gauss-Newton matrix
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
   * @throws io.sparkhessian.Failure if the objective is not one loss per sample
   */
  public static GaussNewtonDiagonal empiricalFisher(Problem problem) {
    return new GaussNewtonDiagonal(
        problem, "the diagonal of the empirical Fisher matrix", problem.empiricalFisher());
  }
}
