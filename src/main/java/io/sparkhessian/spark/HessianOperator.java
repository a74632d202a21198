package io.sparkhessian.spark;

import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.spectral.LinearOperator;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.tasks.ClusterMemory;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.quantity.products.DistributedOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * Hessian as a linear operator for Lanczos, conjugate gradients and the other methods of {@code
 * curvature.spectral}; each product is a Spark job.
 */
public final class HessianOperator implements LinearOperator, AutoCloseable {
  private final DistributedProblem problem;
  private final DistributedOperator operator;

  HessianOperator(DistributedProblem problem, CurvatureProduct product, Planner planner) {
    this.problem = problem;
    this.operator =
        new DistributedOperator(problem, product, planner, Progress.Counter.of(problem.spark()));
  }

  @Override
  public int size() {
    return operator.size();
  }

  @Override
  public DMatrixRMaj times(DMatrixRMaj vectors) {
    SampleCheck.requireVectors(vectors, size());
    ClusterMemory.of(problem.spark()).require(operator.plan(vectors.numRows));
    return operator.times(vectors);
  }

  /** Frees the memory on the executors. */
  @Override
  public void close() {
    problem.close();
  }
}
