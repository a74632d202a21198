package io.sparkhessian.quantity.solve;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.spectral.ConjugateGradients;
import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.io.npy.NpyWriter;
import io.sparkhessian.io.npy.VectorFile;
import io.sparkhessian.io.npy.VectorReader;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.Numbers;
import io.sparkhessian.quantity.check.Check;
import io.sparkhessian.quantity.products.OperatorComputation;
import io.sparkhessian.quantity.products.OperatorNotes;
import io.sparkhessian.quantity.products.OperatorPart;
import io.sparkhessian.quantity.products.OperatorRun;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Computation of solutions of (H + damping · I) x = b by conjugate gradients, for the vectors b of
 * a file.
 *
 * @param whole the whole matrix
 * @param plan plan of the products of one iteration
 */
public record SolveComputation(
    SolveSpec spec,
    OperatorPart whole,
    VectorFile vectors,
    CurvatureProduct product,
    Planner planner,
    Plan plan)
    implements OperatorComputation<SolveStatistics> {
  /** Vectors per right-hand side: b twice, x twice, residual, directions twice, products twice. */
  private static final int COPIES = 9;

  /** Returns the driver memory for a number of right-hand sides, in bytes. */
  public static long bytes(int count, int size) {
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
  public List<Line> notes(ToDoubleFunction<Plan> seconds) {
    OperatorNotes operator = new OperatorNotes(seconds);
    return List.of(
        new Line(
            "solve",
            "by conjugate gradients, with at most %s products per vector;"
                    .formatted(Amounts.count(spec().iterations()))
                + " each product takes %s of temporary files in the output directory"
                    .formatted(Amounts.bytes((long) Double.BYTES * plan().parameters()))),
        operator.product(planner().products(product(), 1)),
        OperatorNotes.state(plan()));
  }

  @Override
  public Written<SolveStatistics> write(
      DistributedProblem problem, OutputDirectory out, Progress.Counter done) throws IOException {
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
    return new Written<>(statistics, List.of(), run.resumed());
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
              "right-hand side %d: the relative residual is %.2g after %d iterations, above the tolerance of %s; %s",
              k,
              found.residuals()[k],
              found.iterations()[k],
              spec.tolerance(),
              stopped
                  ? "give more iterations, a larger tolerance or a larger damping"
                  : "rounding errors prevent further progress; give a larger tolerance or damping"));
    }
  }

  @Override
  public List<Line> summary(SolveStatistics statistics) {
    return List.of(
        new Line(
            "solutions",
            "%s by conjugate gradients; largest residual %s, at most %s"
                .formatted(
                    Amounts.count(statistics.count()),
                    Numbers.brief(statistics.largestResidual()),
                    Amounts.counted(statistics.mostIterations(), "iteration"))));
  }

  @Override
  public Check check(LoadedJob loaded, OutputDirectory out, Manifest manifest) {
    return new SolveCheck(this, loaded, out, manifest);
  }
}
