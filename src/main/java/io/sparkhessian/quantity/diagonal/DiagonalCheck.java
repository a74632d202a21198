package io.sparkhessian.quantity.diagonal;

import io.sparkhessian.curvature.spectral.Probes;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.results.Pieces;
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
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** Checks a stored diagonal by recomputation, and some entries by central differences. */
public record DiagonalCheck(
    DiagonalComputation computation, LoadedJob loaded, OutputDirectory out, Manifest manifest)
    implements Check {
  @Override
  public Findings run(VerificationTasks tasks, int count, Random random) throws IOException {
    return run(tasks, count, random, DiagonalComputation.FILE);
  }

  /** Checks the diagonal stored in the given file. */
  Findings run(VerificationTasks tasks, int count, Random random, String file) throws IOException {
    int size = loaded.problem().layout().size();
    List<Integer> rows = Probes.numbers(random, count, size);
    DMatrixRMaj expected = tasks.differences(Probes.oneHot(rows, size));
    List<Recomputed> recomputed =
        FirstOrderCheck.of(loaded, out, manifest, tasks, RelativeError.largest(expected));
    double[] stored = Npy.readVector(out.child(file));
    double[] again =
        tasks.distributed(
            (problem, done) ->
                computation.tasks(problem).compute(computation.plan(), Pieces.NONE, done));
    recomputed.add(Recomputed.of(file, stored, again, 0));
    double[] found = rows.stream().mapToDouble(row -> stored[row]).toArray();
    double[] sampled = new double[found.length];
    for (int k = 0; k < sampled.length; k++) {
      sampled[k] = expected.get(k, rows.get(k));
    }
    return Findings.of(
        "rows",
        Findings.DIFFERENCES_OF_GRADIENT,
        rows,
        RelativeError.of(found, sampled, 0),
        recomputed);
  }
}
