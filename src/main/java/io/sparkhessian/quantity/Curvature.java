package io.sparkhessian.quantity;

import io.sparkhessian.curvature.DiagonalInOnePass;
import io.sparkhessian.curvature.FullHessian;
import io.sparkhessian.curvature.GaussNewtonDiagonal;
import io.sparkhessian.curvature.HessianVectorProduct;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.job.Compute;
import io.sparkhessian.job.CurvatureSpec;
import io.sparkhessian.job.Job;
import io.sparkhessian.job.OperatorKind;
import io.sparkhessian.job.OperatorSpec;

/** Which matrix of second order a job computes. */
public enum Curvature {
  HESSIAN,
  /** For the losses that a job names it is the Fisher information too. */
  GAUSS_NEWTON,
  EMPIRICAL_FISHER;

  public static Curvature of(Job job) {
    if (job.operator().isPresent()) {
      OperatorSpec operator = job.operator().get();
      return operator.of() == OperatorKind.HESSIAN
          ? HESSIAN
          : operator.empirical() ? EMPIRICAL_FISHER : GAUSS_NEWTON;
    }
    if (!job.compute().replacesHessian()) {
      return HESSIAN;
    }
    boolean empirical = job.curvature().filter(CurvatureSpec::empirical).isPresent();
    return job.compute() == Compute.FISHER && empirical ? EMPIRICAL_FISHER : GAUSS_NEWTON;
  }

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
