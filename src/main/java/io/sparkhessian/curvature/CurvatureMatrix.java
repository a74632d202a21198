package io.sparkhessian.curvature;

import io.sparkhessian.autodiff.SecondDerivatives;

/** A matrix of second-order information about an objective at a point θ. */
public enum CurvatureMatrix {
  HESSIAN("the Hessian"),
  /**
   * The generalised Gauss-Newton matrix, see {@link io.sparkhessian.autodiff.GaussNewton}. For the
   * losses of linear models and networks, the matrix is also the Fisher information.
   */
  GAUSS_NEWTON("the Gauss-Newton matrix"),
  /**
   * The matrix Σ_s w_s g_s g_sᵀ, where g_s is the gradient of a sample's loss at its label. A
   * regulariser keeps its Hessian.
   */
  EMPIRICAL_FISHER("the empirical Fisher matrix");

  private final String title;

  CurvatureMatrix(String title) {
    this.title = title;
  }

  /** Name of the matrix in messages, with its article. */
  public String title() {
    return title;
  }

  /**
   * The rows of the matrix, block by block.
   *
   * @throws io.sparkhessian.Failure if the objective has no such matrix
   */
  public CurvatureRows rows(Problem problem) {
    return new CurvatureRows(problem, this);
  }

  /**
   * The diagonal without the matrix, in a single pass over the samples.
   *
   * @throws io.sparkhessian.Failure if the objective has no such matrix
   * @throws IllegalArgumentException for the Hessian, whose {@link HessianDiagonal} takes several
   *     passes
   */
  public SinglePassDiagonal diagonal(Problem problem) {
    return switch (this) {
      case HESSIAN ->
          throw new IllegalArgumentException("the diagonal of the Hessian takes several passes");
      case GAUSS_NEWTON -> new GaussNewtonDiagonal(problem);
      case EMPIRICAL_FISHER -> GaussNewtonDiagonal.empiricalFisher(problem);
    };
  }

  /**
   * The products of the matrix with vectors.
   *
   * @throws io.sparkhessian.Failure if the objective has no such matrix
   */
  public CurvatureProduct product(Problem problem) {
    return new CurvatureProduct(problem, this);
  }

  SecondDerivatives derivatives(Problem problem) {
    return switch (this) {
      case HESSIAN -> SecondDerivatives.HESSIAN;
      case GAUSS_NEWTON -> problem.gaussNewton();
      case EMPIRICAL_FISHER -> problem.empiricalFisher();
    };
  }
}
