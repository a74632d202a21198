package io.sparkhessian.quantity.products;

import io.sparkhessian.curvature.HessianVectorProduct;
import io.sparkhessian.curvature.spectral.LinearOperator;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.distributed.tasks.Tasks;
import io.sparkhessian.linalg.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * A matrix of second derivatives whose products are jobs of Spark: a task a few vectors, and where
 * that pays a group of samples.
 */
public final class DistributedOperator implements LinearOperator {
  private final HessianVectorProduct product;
  private final ProductWaves waves;
  private final Planner planner;
  private final Progress.Counter done;
  private final Map<Integer, Plan> plans = new HashMap<>();

  /**
   * @param done counts the products
   */
  public DistributedOperator(
      DistributedProblem problem,
      HessianVectorProduct product,
      Planner planner,
      Progress.Counter done) {
    this.product = product;
    this.waves = ProductWaves.of(problem, product);
    this.planner = planner;
    this.done = done;
  }

  Tasks tasks() {
    return waves.tasks();
  }

  /** The plan of so many products at once. */
  public Plan plan(int vectors) {
    return plans.computeIfAbsent(vectors, count -> planner.products(product, count));
  }

  @Override
  public int size() {
    return product.problem().layout().size();
  }

  @Override
  public DMatrixRMaj times(DMatrixRMaj vectors) {
    int count = vectors.numRows;
    DMatrixRMaj products = new DMatrixRMaj(count, size());
    int[] given = {0};
    int[] taken = {0};
    try {
      int unused =
          waves.run(
              plan(count),
              more -> {
                given[0] += more;
                return Rows.copy(vectors, given[0] - more, given[0]);
              },
              (any, some) -> {
                System.arraycopy(
                    some.data, 0, products.data, taken[0] * size(), some.getNumElements());
                taken[0] += some.numRows;
              },
              Pieces.NONE,
              done);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return products;
  }
}
