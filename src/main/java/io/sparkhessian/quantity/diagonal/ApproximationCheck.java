package io.sparkhessian.quantity.diagonal;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.spectral.Probes;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.io.export.WrittenNumbers;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.quantity.check.Check;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.quantity.check.FirstOrderCheck;
import io.sparkhessian.quantity.check.Recomputed;
import io.sparkhessian.quantity.check.RelativeError;
import io.sparkhessian.quantity.check.VerificationTasks;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * Checks a stored approximation of the diagonal by recomputation. Entries of Gauss-Newton and
 * Fisher matrices are also compared with products, and the exact diagonal is checked if it is
 * stored.
 */
public record ApproximationCheck(
    ApproximationComputation computation, LoadedJob loaded, OutputDirectory out, Manifest manifest)
    implements Check {
  @Override
  public Findings run(VerificationTasks tasks, int count, Random random) throws IOException {
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
    if (computation.matrix().isPresent()) {
      CurvatureProduct product = computation.matrix().get().product(loaded.problem());
      recomputed.add(byProducts(tasks, product, stored, count, random));
    }
    if (computation.exact().isEmpty()) {
      double curvature = RelativeError.largest(stored);
      List<Recomputed> all = FirstOrderCheck.of(loaded, out, manifest, tasks, curvature);
      all.addAll(recomputed);
      return Findings.ofRecomputed(all);
    }
    double[] exact = Npy.readVector(out.child(ApproximationComputation.EXACT_FILE));
    requireComparison(ComparisonFile.of(computation.compared(stored, exact)));
    DiagonalCheck check = new DiagonalCheck(computation.exact().get(), loaded, out, manifest);
    return check.run(tasks, count, random, ApproximationComputation.EXACT_FILE).with(recomputed);
  }

  /** Compares random entries eᵢᵀ M eᵢ with products M eᵢ. */
  private static Recomputed byProducts(
      VerificationTasks tasks,
      CurvatureProduct product,
      double[] stored,
      int count,
      Random random) {
    List<Integer> chosen = Probes.numbers(random, count, stored.length);
    DMatrixRMaj products = tasks.products(product, Probes.oneHot(chosen, stored.length));
    double[] found = new double[chosen.size()];
    double[] expected = new double[chosen.size()];
    for (int k = 0; k < found.length; k++) {
      found[k] = stored[chosen.get(k)];
      expected[k] = products.get(k, chosen.get(k));
    }
    return Recomputed.of(
        "%d random entries of %s".formatted(found.length, DiagonalComputation.FILE),
        found,
        expected,
        RelativeError.largest(stored));
  }

  private void requireComparison(byte[] expected) throws IOException {
    try (InputStream file = out.child(ApproximationComputation.COMPARISON_FILE).open()) {
      if (!WrittenNumbers.same(expected, file.readAllBytes())) {
        throw Failure.numbers(
            "%s: does not match the stored diagonals; run the job again with --overwrite"
                .formatted(out.child(ApproximationComputation.COMPARISON_FILE).text()));
      }
    }
  }
}
