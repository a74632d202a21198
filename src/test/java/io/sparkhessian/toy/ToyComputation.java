package io.sparkhessian.toy;

import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.io.npy.NpyWriter;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.Numbers;
import io.sparkhessian.quantity.SumComputation;
import io.sparkhessian.quantity.check.Check;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.quantity.check.Recomputed;
import io.sparkhessian.quantity.check.VerificationTasks;
import io.sparkhessian.quantity.products.ProductWaves;
import io.sparkhessian.quantity.products.ProductsComputation;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** One product with a vector of equal entries. */
record ToyComputation(ToySpec spec, CurvatureProduct product, Plan plan)
    implements SumComputation<double[]> {
  static final String FILE = "row-sums.npy";

  @Override
  public SampleSum<?> sum(BlockTask task) {
    return ProductsComputation.sum(product, plan, task);
  }

  @Override
  public String phase() {
    return "row sums";
  }

  @Override
  public Written<double[]> write(
      DistributedProblem problem, OutputDirectory out, Progress.Counter done) throws IOException {
    double[] sums = sums(problem, problem.pieces(out), done);
    NpyWriter.writeVector(out.create(FILE), sums);
    return new Written<>(sums, List.of(), 0);
  }

  private double[] sums(DistributedProblem problem, Pieces pieces, Progress.Counter done)
      throws IOException {
    double[][] sums = new double[1][];
    ProductWaves.of(problem, product)
        .run(plan, this::equal, (vector, times) -> sums[0] = times.data, pieces, done);
    return sums[0];
  }

  private DMatrixRMaj equal(int count) {
    DMatrixRMaj vector = new DMatrixRMaj(count, plan.parameters());
    vector.fill(spec.factor());
    return vector;
  }

  @Override
  public List<Line> summary(double[] sums) {
    double largest = Arrays.stream(sums).map(Math::abs).max().orElse(0);
    return List.of(new Line("row sums", "largest " + Numbers.brief(largest)));
  }

  @Override
  public Check check(LoadedJob loaded, OutputDirectory out, Manifest manifest) {
    return (VerificationTasks tasks, int count, Random random) -> {
      double[] stored = Npy.readVector(out.child(FILE));
      double[] again = tasks.distributed((problem, done) -> sums(problem, Pieces.NONE, done));
      return Findings.of(
          "rows", "products", List.of(0), 0, List.of(Recomputed.of(FILE, stored, again, 0)));
    };
  }
}
