package io.sparkhessian.spark.operators;

import io.sparkhessian.curvature.HessianVectorProduct;
import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.spark.compute.ProductsComputation;
import io.sparkhessian.spark.compute.SumComputation;
import io.sparkhessian.spark.plan.BlockTask;
import io.sparkhessian.spark.plan.Planner;
import io.sparkhessian.spark.problem.DistributedProblem;
import io.sparkhessian.spark.tasks.Progress;

/** A computation that takes products of a matrix with vectors, of which each stays with the run. */
interface OperatorComputation extends SumComputation {
  HessianVectorProduct product();

  /** Plans each product. */
  Planner planner();

  @Override
  default SampleSum<?> sum(BlockTask task) {
    return ProductsComputation.sum(product(), plan(), task);
  }

  @Override
  default String resumed(int count) {
    return "%d products were there".formatted(count);
  }

  default OperatorRun operators(
      DistributedProblem problem, OutputDirectory out, Progress.Counter done) {
    return new OperatorRun(product(), planner(), problem, name -> problem.pieces(out, name), done);
  }
}
