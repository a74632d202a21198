package io.sparkhessian.quantity.diagonal;

import io.sparkhessian.curvature.DiagonalComparison;
import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.io.npy.NpyWriter;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.quantity.SumComputation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * An approximation of the diagonal, gathered on the driver, and where that is asked for the exact
 * one beside it.
 *
 * @param layers of the parameters, each of which is compared
 */
public record ApproximationComputation(
    ApproximateDiagonal approximation,
    Optional<DiagonalComputation> exact,
    List<DiagonalBlock> layers)
    implements SumComputation {
  public static final String EXACT_FILE = "exact-diagonal.npy";
  public static final String ERRORS_FILE = "standard-errors.npy";
  public static final String COMPARISON_FILE = "comparison.csv";

  @Override
  public Plan plan() {
    return approximation.plan();
  }

  @Override
  public List<Plan> plans() {
    return exact.map(beside -> List.of(plan(), beside.plan())).orElse(List.of(plan()));
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
  public Written write(DistributedProblem problem, OutputDirectory out, Progress.Counter done)
      throws IOException {
    ApproximateDiagonal.Numbers found = approximation.compute(problem, problem.pieces(out), done);
    NpyWriter.writeVector(out.create(DiagonalComputation.FILE), found.entries());
    if (found.standardErrors().isPresent()) {
      NpyWriter.writeVector(out.create(ERRORS_FILE), found.standardErrors().get());
    }
    MatrixStatistics statistics = MatrixStatistics.ofDiagonal(found.entries());
    if (exact.isEmpty()) {
      return new Written(
          new ApproximationStatistics(statistics, List.of()), List.of(), found.resumed());
    }
    DiagonalComputation.Numbers beside =
        exact.get().compute(problem, problem.pieces(out, "exact"), done);
    NpyWriter.writeVector(out.create(EXACT_FILE), beside.entries());
    List<DiagonalComparison> compared = compared(found.entries(), beside.entries());
    try (OutputStream file = out.create(COMPARISON_FILE)) {
      file.write(ComparisonFile.of(compared));
    }
    return new Written(
        new ApproximationStatistics(statistics, compared),
        List.of(),
        found.resumed() + beside.resumed());
  }

  /** Of all parameters, and of each layer where there are several. */
  public List<DiagonalComparison> compared(double[] approximate, double[] beside) {
    return DiagonalComparison.of(layers.size() > 1 ? layers : List.of(), approximate, beside);
  }
}
