package io.sparkhessian.quantity.diagonal;

import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.HutchinsonDiagonal;
import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.curvature.SinglePassDiagonal;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.linalg.Rows;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.PieceLines;
import io.sparkhessian.quantity.products.ProductWaves;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** An approximation of the diagonal and its distributed computation. */
public sealed interface ApproximateDiagonal {
  Plan plan();

  /** Returns the sum over the samples that a task computes. */
  SampleSum<?> sum(BlockTask task);

  /** Returns the lines of {@code explain} about the tasks. */
  List<Line> pieces();

  /** Computes the approximation, reusing the finished pieces. */
  Numbers compute(DistributedProblem problem, Pieces pieces, Progress.Counter done)
      throws IOException;

  /**
   * Vectors of length N.
   *
   * @param standardErrors standard errors of a stochastic estimate
   * @param resumed number of pieces restored from an earlier run
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Numbers(double[] entries, Optional<double[]> standardErrors, int resumed) {}

  /** Returns an approximation that takes one pass over the samples. */
  static ApproximateDiagonal onePass(SinglePassDiagonal diagonal, Planner planner) {
    return new OnePass(diagonal, planner.onePass(diagonal));
  }

  /** Approximation in one pass over the samples. */
  record OnePass(SinglePassDiagonal diagonal, Plan plan) implements ApproximateDiagonal {
    @Override
    public SampleSum<?> sum(BlockTask task) {
      return diagonal;
    }

    @Override
    public List<Line> pieces() {
      return PieceLines.rows(plan);
    }

    @Override
    public Numbers compute(DistributedProblem problem, Pieces pieces, Progress.Counter done) {
      double[] entries =
          new DiagonalTasks<>(problem, diagonal, (all, task, chunkSize) -> all)
              .compute(plan, Pieces.NONE, done);
      return new Numbers(entries, Optional.empty(), 0);
    }
  }

  /** Hutchinson's estimate from products with random signs. */
  record Estimate(CurvatureProduct product, long seed, Plan plan) implements ApproximateDiagonal {
    @Override
    public SampleSum<?> sum(BlockTask task) {
      return product.sum(probes(task.from(), task.rows()), task.from(), plan.chunkSize());
    }

    @Override
    public List<Line> pieces() {
      return PieceLines.vectors(plan);
    }

    @Override
    public Numbers compute(DistributedProblem problem, Pieces pieces, Progress.Counter done)
        throws IOException {
      HutchinsonDiagonal estimate = new HutchinsonDiagonal(plan.parameters());
      int[] next = {0};
      int resumed =
          ProductWaves.of(problem, product)
              .run(
                  plan,
                  count -> {
                    next[0] += count;
                    return probes(next[0] - count, count);
                  },
                  (vectors, products) -> add(estimate, vectors, products),
                  pieces,
                  done);
      return new Numbers(estimate.estimate(), Optional.of(estimate.standardError()), resumed);
    }

    private DMatrixRMaj probes(int first, int count) {
      int size = plan.parameters();
      DMatrixRMaj probes = new DMatrixRMaj(count, size);
      for (int k = 0; k < count; k++) {
        double[] probe = HutchinsonDiagonal.probe(seed, first + k, size);
        System.arraycopy(probe, 0, probes.data, k * size, size);
      }
      return probes;
    }

    private static void add(
        HutchinsonDiagonal estimate, DMatrixRMaj vectors, DMatrixRMaj products) {
      for (int k = 0; k < vectors.numRows; k++) {
        estimate.add(Rows.copy(vectors, k), Rows.copy(products, k));
      }
    }
  }
}
