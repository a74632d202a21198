package io.sparkhessian.curvature;

/** A matrix of second derivatives, exact or without the second derivatives of the model. */
public enum CurvatureMatrix {
  HESSIAN,
  /** For the losses that a job names it is the Fisher information too. */
  GAUSS_NEWTON,
  EMPIRICAL_FISHER;

  /** By unit seeds, block of rows by block of rows. */
  public FullHessian matrix(Problem problem) {
    return switch (this) {
      case HESSIAN -> new FullHessian(problem);
      case GAUSS_NEWTON -> FullHessian.gaussNewton(problem);
      case EMPIRICAL_FISHER -> FullHessian.empiricalFisher(problem);
    };
  }

  /** Its diagonal in one pass over the samples; that of the Hessian takes several. */
  public DiagonalInOnePass diagonal(Problem problem) {
    return switch (this) {
      case HESSIAN -> throw new IllegalArgumentException("the Hessian's takes several passes");
      case GAUSS_NEWTON -> new GaussNewtonDiagonal(problem);
      case EMPIRICAL_FISHER -> GaussNewtonDiagonal.empiricalFisher(problem);
    };
  }

  /** Its products with vectors, by directions. */
  public HessianVectorProduct product(Problem problem) {
    return switch (this) {
      case HESSIAN -> new HessianVectorProduct(problem);
      case GAUSS_NEWTON -> HessianVectorProduct.gaussNewton(problem);
      case EMPIRICAL_FISHER -> HessianVectorProduct.empiricalFisher(problem);
    };
  }
}
