package io.sparkhessian.benchmark;

import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.SparseRowsBuilder;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.OptionalInt;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * How fast one core goes through sparse rows: a logistic regression's Hessian, diagonal and
 * products, in the operations that a plan counts as sparse.
 *
 * <p>Arguments: features, nonzeros of a sample, samples, rounds.
 */
final class SparseBenchmark {
  private static final int VECTORS = 8;

  private SparseBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int d = Integer.parseInt(arguments[0]);
    int nonzeros = Integer.parseInt(arguments[1]);
    int n = Integer.parseInt(arguments[2]);
    Samples samples = samples(new Random(1), d, nonzeros, n);
    LinearModel logistic = new LinearModel(Loss.LOGISTIC, 1, false);
    Problem problem =
        new Problem(
            ObjectiveGraph.of(logistic, samples.columns(), Reduction.MEAN, 0),
            new Random(2).doubles(d, -0.1, 0.1).toArray(),
            n);
    Planner planner =
        new Planner(problem.layout(), SampleShape.of(samples), OptionalInt.empty());
    BareKernels kernels = new BareKernels(problem, samples);
    Timing timing =
        new Timing()
            .add("Hessian", kernels.hessian(1))
            .add("diagonal", kernels.diagonal(1))
            .add("products", kernels.products(VECTORS));
    timing.run(2, Integer.parseInt(arguments[3]));
    timing.print("Sparse rows with %d of %d features, %s".formatted(nonzeros, d, kernels.size()));
    say(timing, "Hessian", planner.hessian(new CurvatureRows(problem)));
    say(timing, "diagonal", planner.diagonal(new HessianDiagonal(problem)));
    say(timing, "products", planner.products(new CurvatureProduct(problem), VECTORS));
  }

  private static void say(Timing timing, String name, Plan plan) {
    double sparse = plan.tasks().stream().mapToDouble(BlockTask::sparse).sum();
    Timing.say(
        "%s: %.2f Gflop/s, %.0f %% of the operations in sparse rows",
        name, plan.flops() / 1e9 / timing.median(name), 100 * sparse / plan.flops());
  }

  private static Samples samples(Random random, int d, int nonzeros, int n) {
    SparseRowsBuilder rows = new SparseRowsBuilder(n, n * nonzeros);
    DMatrixRMaj labels = new DMatrixRMaj(n, 1);
    DMatrixRMaj weights = new DMatrixRMaj(n, 1);
    weights.fill(1);
    for (int s = 0; s < n; s++) {
      random
          .ints(0, d)
          .distinct()
          .limit(nonzeros)
          .sorted()
          .forEach(column -> rows.add(column, random.nextDouble() - 0.5));
      rows.endRow();
      labels.set(s, 0, random.nextInt(2));
    }
    return new Samples(rows.build(d), labels, weights);
  }
}
