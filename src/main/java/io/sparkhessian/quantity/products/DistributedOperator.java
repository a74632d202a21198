package io.sparkhessian.quantity.products;

import io.sparkhessian.curvature.CurvatureProduct;
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
 * Curvature matrix as a linear operator whose products run on Spark; the plan partitions the
 * vectors and, for large data, the samples.
 */
public final class DistributedOperator implements LinearOperator {
  private final CurvatureProduct product;
  private final ProductWaves waves;
  private final Planner planner;
  private final Progress.Counter done;
  private final Map<Integer, Plan> plans = new HashMap<>();

  /**
   * @param done counter of products
   */
  public DistributedOperator(
      DistributedProblem problem,
      CurvatureProduct product,
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

  /** Returns the plan of a number of simultaneous products. */
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
    int[] read = {0};
    int[] written = {0};
    try {
      int unused =
          waves.run(
              plan(count),
              next -> {
                read[0] += next;
                return Rows.copy(vectors, read[0] - next, read[0]);
              },
              (any, rows) -> {
                System.arraycopy(
                    rows.data, 0, products.data, written[0] * size(), rows.getNumElements());
                written[0] += rows.numRows;
              },
              Pieces.NONE,
              done);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return products;
  }
}
