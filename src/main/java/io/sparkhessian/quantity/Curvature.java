package io.sparkhessian.quantity;

import io.sparkhessian.curvature.CurvatureMatrix;
import io.sparkhessian.job.Compute;
import io.sparkhessian.job.CurvatureSpec;
import io.sparkhessian.job.Job;
import io.sparkhessian.job.OperatorKind;
import io.sparkhessian.job.OperatorSpec;

/** The curvature matrix that a job computes. */
public final class Curvature {
  private Curvature() {}

  public static CurvatureMatrix of(Job job) {
    if (job.operator().isPresent()) {
      OperatorSpec operator = job.operator().get();
      if (operator.of() == OperatorKind.HESSIAN) {
        return CurvatureMatrix.HESSIAN;
      }
      return operator.empirical() ? CurvatureMatrix.EMPIRICAL_FISHER : CurvatureMatrix.GAUSS_NEWTON;
    }
    if (!job.compute().replacesHessian()) {
      return CurvatureMatrix.HESSIAN;
    }
    boolean empirical = job.curvature().filter(CurvatureSpec::empirical).isPresent();
    return job.compute() == Compute.FISHER && empirical
        ? CurvatureMatrix.EMPIRICAL_FISHER
        : CurvatureMatrix.GAUSS_NEWTON;
  }
}
