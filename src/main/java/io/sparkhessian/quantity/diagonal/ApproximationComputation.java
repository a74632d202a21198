package io.sparkhessian.quantity.diagonal;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.curvature.CurvatureMatrix;
import io.sparkhessian.curvature.DiagonalComparison;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.layout.DiagonalBlocks;
import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.io.npy.NpyWriter;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.SumComputation;
import io.sparkhessian.quantity.check.Check;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Computation of an approximate diagonal and, with {@code compare}, of the exact one. The driver
 * holds the diagonals.
 *
 * @param matrix matrix of the diagonal, if it is not the Hessian
 * @param exact computation of the exact diagonal, for comparison
 * @param layers layers of the parameters, compared one by one
 */
public record ApproximationComputation(
    ApproximateDiagonal approximation,
    Optional<CurvatureMatrix> matrix,
    Optional<DiagonalComputation> exact,
    List<DiagonalBlock> layers)
    implements SumComputation<ApproximationStatistics> {
  public static final String EXACT_FILE = "exact-diagonal.npy";
  public static final String ERRORS_FILE = "standard-errors.npy";
  public static final String COMPARISON_FILE = "comparison.csv";

  /**
   * Plans the computation.
   *
   * @param compare whether to compute the exact diagonal of the Hessian as well
   */
  public static ApproximationComputation of(
      LoadedJob loaded,
      Planner planner,
      ApproximateDiagonal approximation,
      Optional<CurvatureMatrix> matrix,
      boolean compare) {
    Problem problem = loaded.problem();
    Optional<DiagonalComputation> exact = Optional.empty();
    if (compare) {
      HessianDiagonal diagonal = new HessianDiagonal(problem);
      exact = Optional.of(new DiagonalComputation(diagonal, planner.diagonal(diagonal)));
    }
    LinearSites sites = LinearSites.of(problem.objective(), ObjectiveGraph.OBJECTIVE);
    List<DiagonalBlock> layers = DiagonalBlocks.layers(problem.layout(), sites);
    return new ApproximationComputation(approximation, matrix, exact, layers);
  }

  @Override
  public Plan plan() {
    return approximation.plan();
  }

  @Override
  public List<Plan> plans() {
    return exact.map(diagonal -> List.of(plan(), diagonal.plan())).orElse(List.of(plan()));
  }

  @Override
  public SampleSum<?> sum(BlockTask task) {
    return approximation.sum(task);
  }

  @Override
  public String phase() {
    return "diagonal";
  }

  @Override
  public Written<ApproximationStatistics> write(
      DistributedProblem problem, OutputDirectory out, Progress.Counter done) throws IOException {
    ApproximateDiagonal.Numbers found = approximation.compute(problem, problem.pieces(out), done);
    NpyWriter.writeVector(out.create(DiagonalComputation.FILE), found.entries());
    if (found.standardErrors().isPresent()) {
      NpyWriter.writeVector(out.create(ERRORS_FILE), found.standardErrors().get());
    }
    MatrixStatistics statistics = MatrixStatistics.ofDiagonal(found.entries());
    if (exact.isEmpty()) {
      return new Written<>(
          new ApproximationStatistics(statistics, List.of()), List.of(), found.resumed());
    }
    DiagonalComputation.Numbers entries =
        exact.get().compute(problem, problem.pieces(out, "exact"), done);
    NpyWriter.writeVector(out.create(EXACT_FILE), entries.entries());
    List<DiagonalComparison> compared = compared(found.entries(), entries.entries());
    try (OutputStream file = out.create(COMPARISON_FILE)) {
      file.write(ComparisonFile.of(compared));
    }
    return new Written<>(
        new ApproximationStatistics(statistics, compared),
        List.of(),
        found.resumed() + entries.resumed());
  }

  /**
   * Compares the diagonals over all parameters and, if there are several layers, over each layer.
   */
  public List<DiagonalComparison> compared(double[] approximate, double[] exact) {
    return DiagonalComparison.of(layers.size() > 1 ? layers : List.of(), approximate, exact);
  }

  @Override
  public List<Line> pieces() {
    return approximation.pieces();
  }

  @Override
  public boolean replacesProducts() {
    return approximation instanceof ApproximateDiagonal.OnePass;
  }

  @Override
  public List<Line> notes(ToDoubleFunction<Plan> seconds) {
    return exact.map(diagonal -> List.of(compared(diagonal.plan(), seconds))).orElse(List.of());
  }

  private static Line compared(Plan plan, ToDoubleFunction<Plan> seconds) {
    return new Line(
        "compared",
        "with the exact diagonal: %s in %s, about %s"
            .formatted(
                Amounts.flops(plan.flops()),
                Amounts.counted(plan.tasks().size(), "task"),
                Amounts.duration(seconds.applyAsDouble(plan))));
  }

  @Override
  public List<Line> summary(ApproximationStatistics statistics) {
    return statistics.lines();
  }

  @Override
  public Check check(LoadedJob loaded, OutputDirectory out, Manifest manifest) {
    return new ApproximationCheck(this, loaded, out, manifest);
  }
}
