package io.sparkhessian.quantity.products;

import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.PieceLines;
import io.sparkhessian.quantity.SumComputation;
import java.util.List;

/** Computation from products of a matrix with vectors; an unfinished run keeps its products. */
public interface OperatorComputation<R> extends SumComputation<R> {
  CurvatureProduct product();

  /** Returns the planner of the products. */
  Planner planner();

  @Override
  default SampleSum<?> sum(BlockTask task) {
    return ProductsComputation.sum(product(), plan(), task);
  }

  @Override
  default List<Line> pieces() {
    return PieceLines.vectors(plan());
  }

  @Override
  default boolean isIterative() {
    return true;
  }

  @Override
  default boolean replacesProducts() {
    return false;
  }

  @Override
  default String resumed(int count) {
    return "%d products were finished".formatted(count);
  }

  default OperatorRun operators(
      DistributedProblem problem, OutputDirectory out, Progress.Counter done) {
    return new OperatorRun(product(), planner(), problem, name -> problem.pieces(out, name), done);
  }
}
