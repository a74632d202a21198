package io.sparkhessian.spark;

import io.sparkhessian.curvature.HessianVectorProduct;
import io.sparkhessian.curvature.spectral.LinearOperator;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.tasks.ClusterMemory;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.quantity.products.DistributedOperator;
import org.apache.spark.api.java.JavaSparkContext;
import org.ejml.data.DMatrixRMaj;

/**
 * A Hessian that is known by its products, each a job of Spark: what Lanczos, conjugate gradients
 * and the estimates of {@code curvature.spectral} work on.
 */
public final class HessianOperator implements LinearOperator, AutoCloseable {
  private final JavaSparkContext spark;
  private final DistributedProblem problem;
  private final DistributedOperator operator;

  private HessianOperator(
      JavaSparkContext spark, DistributedProblem problem, DistributedOperator operator) {
    this.spark = spark;
    this.problem = problem;
    this.operator = operator;
  }

  static HessianOperator distributed(
      JavaSparkContext spark,
      HessianVectorProduct product,
      Data data,
      KernelChoice kernels,
      Planner planner) {
    DistributedProblem problem = data.distribute(spark, product.problem(), kernels);
    Progress.Counter unseen = Progress.Counter.of(spark);
    return new HessianOperator(
        spark, problem, new DistributedOperator(problem, product, planner, unseen));
  }

  @Override
  public int size() {
    return operator.size();
  }

  @Override
  public DMatrixRMaj times(DMatrixRMaj vectors) {
    SampleCheck.requireVectors(vectors, size());
    operator.plan(vectors.numRows).require(ClusterMemory.of(spark));
    return operator.times(vectors);
  }

  /** Frees what the executors hold. */
  @Override
  public void close() {
    problem.close();
  }
}
