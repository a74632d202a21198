package io.sparkhessian.spark.run;

import io.sparkhessian.Failure;
import io.sparkhessian.io.Manifest;
import io.sparkhessian.io.Npy;
import io.sparkhessian.io.OutputDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Checks a stored approximation of the diagonal: all of it computed again, and the exact one beside
 * it as a diagonal is checked.
 */
record ApproximationCheck(LoadedJob loaded, OutputDirectory out, Manifest manifest)
    implements Verification.Check {
  @Override
  public Findings run(CheckingTasks tasks, int count, Random random) throws IOException {
    ApproximationComputation computation = (ApproximationComputation) Computation.of(loaded);
    ApproximateDiagonal.Numbers again =
        tasks.distributed(
            (problem, done) -> computation.approximation().compute(problem, Pieces.NONE, done));
    double[] stored = Npy.readVector(out.child(DiagonalComputation.FILE));
    List<Recomputed> recomputed = new ArrayList<>();
    recomputed.add(Recomputed.of(DiagonalComputation.FILE, stored, again.entries(), 0));
    if (again.standardErrors().isPresent()) {
      double[] errors = Npy.readVector(out.child(ApproximationComputation.ERRORS_FILE));
      recomputed.add(
          Recomputed.of(
              ApproximationComputation.ERRORS_FILE, errors, again.standardErrors().get(), 0));
    }
    if (computation.exact().isEmpty()) {
      double curvature = RelativeError.largest(stored);
      List<Recomputed> all = FirstOrderCheck.of(loaded, out, manifest, tasks, curvature);
      all.addAll(recomputed);
      return Findings.ofRecomputed(all);
    }
    double[] exact = Npy.readVector(out.child(ApproximationComputation.EXACT_FILE));
    requireComparison(ComparisonFile.of(computation.compared(stored, exact)));
    DiagonalCheck beside = new DiagonalCheck(loaded, out, manifest);
    return beside
        .run(tasks, count, random, ApproximationComputation.EXACT_FILE, computation.exact().get())
        .with(recomputed);
  }

  private void requireComparison(byte[] expected) throws IOException {
    try (InputStream file = out.child(ApproximationComputation.COMPARISON_FILE).open()) {
      if (!Arrays.equals(expected, file.readAllBytes())) {
        throw Failure.numbers(
            "%s: does not compare the diagonals beside it; compute it again with --overwrite"
                .formatted(out.child(ApproximationComputation.COMPARISON_FILE).text()));
      }
    }
  }
}
