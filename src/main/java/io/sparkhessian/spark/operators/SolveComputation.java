package io.sparkhessian.spark.operators;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.HessianVectorProduct;
import io.sparkhessian.curvature.spectral.ConjugateGradients;
import io.sparkhessian.io.NpyWriter;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.io.StoredSolutions;
import io.sparkhessian.io.VectorFile;
import io.sparkhessian.io.VectorReader;
import io.sparkhessian.job.SolveSpec;
import io.sparkhessian.spark.plan.Plan;
import io.sparkhessian.spark.plan.Planner;
import io.sparkhessian.spark.problem.DistributedProblem;
import io.sparkhessian.spark.results.SolveStatistics;
import io.sparkhessian.spark.tasks.Progress;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Solutions of (H + damping · I) x = b by conjugate gradients, for the vectors b of a file.
 *
 * @param whole the whole matrix
 * @param plan of a product with all directions
 */
public record SolveComputation(
    SolveSpec spec,
    OperatorPart whole,
    VectorFile vectors,
    HessianVectorProduct product,
    Planner planner,
    Plan plan)
    implements OperatorComputation {
  /** b twice, x twice, the rest, directions twice, products and what is made of them. */
  private static final int COPIES = 9;

  /** Bytes that the driver needs for so many right-hand sides. */
  static long bytes(int count, int size) {
    return (long) COPIES * Double.BYTES * count * size;
  }

  @Override
  public String phase() {
    return "solve";
  }

  @Override
  public long rows() {
    return 0;
  }

  @Override
  public List<Note> notes(ToDoubleFunction<Plan> seconds) {
    return new OperatorNotes(seconds).of(this);
  }

  @Override
  public Written write(DistributedProblem problem, OutputDirectory out, Progress.Counter done)
      throws IOException {
    OperatorRun run = operators(problem, out, done);
    ConjugateGradients.Solutions found;
    try (VectorReader reader = vectors.read()) {
      ConjugateGradients gradients =
          new ConjugateGradients(
              run.of(whole, "solve"), spec.damping(), spec.tolerance(), spec.iterations());
      found = gradients.solve(reader.next(vectors.count()));
    }
    requireSolved(found);
    DMatrixRMaj x = found.x();
    try (NpyWriter npy = new NpyWriter(out.create(StoredSolutions.SOLUTIONS), vectors.shape())) {
      npy.write(x.data, 0, x.getNumElements());
    }
    StoredSolutions.CONVERGENCE.write(
        out,
        IntStream.range(0, found.residuals().length).asDoubleStream().toArray(),
        found.residuals(),
        Arrays.stream(found.iterations()).asDoubleStream().toArray());
    writeSteps(out, found.history());
    SolveStatistics statistics = SolveStatistics.of(found.residuals(), found.iterations());
    return new Written(statistics, List.of(), run.resumed());
  }

  private static void writeSteps(OutputDirectory out, List<double[]> history) throws IOException {
    DoubleStream.Builder vectors = DoubleStream.builder();
    DoubleStream.Builder iterations = DoubleStream.builder();
    for (int k = 0; k < history.size(); k++) {
      for (int i = 1; i <= history.get(k).length; i++) {
        vectors.add(k);
        iterations.add(i);
      }
    }
    double[] residuals = history.stream().flatMapToDouble(Arrays::stream).toArray();
    StoredSolutions.STEPS.write(
        out, vectors.build().toArray(), iterations.build().toArray(), residuals);
  }

  private void requireSolved(ConjugateGradients.Solutions found) {
    for (int k = 0; k < found.iterations().length; k++) {
      if (found.residuals()[k] <= spec.tolerance()) {
        continue;
      }
      boolean stopped = found.iterations()[k] >= spec.iterations();
      throw Failure.numbers(
          String.format(
              Locale.ROOT,
              "right-hand side %d: the residual is %.2g of it after %d iterations, not %s; %s",
              k,
              found.residuals()[k],
              found.iterations()[k],
              spec.tolerance(),
              stopped
                  ? "give more iterations, a larger tolerance or a larger damping"
                  : "more bring nothing, it is rounding; give a larger tolerance or damping"));
    }
  }
}
