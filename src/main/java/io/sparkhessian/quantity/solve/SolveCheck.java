package io.sparkhessian.quantity.solve;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.spectral.Probes;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.npy.VectorFile;
import io.sparkhessian.io.npy.VectorReader;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.linalg.Rows;
import io.sparkhessian.quantity.check.Check;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.quantity.check.FirstOrderCheck;
import io.sparkhessian.quantity.check.Recomputed;
import io.sparkhessian.quantity.check.VerificationTasks;
import io.sparkhessian.quantity.products.OperatorChecks;
import io.sparkhessian.quantity.products.Residuals;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * Checks stored solutions x: recomputes all residuals, and compares b − damping · x of some with H
 * x from central differences of the gradient, up to the stored residual.
 */
public record SolveCheck(
    SolveComputation job, LoadedJob loaded, OutputDirectory out, Manifest manifest)
    implements Check {
  @Override
  public Findings run(VerificationTasks tasks, int count, Random random) throws IOException {
    OperatorChecks checks = new OperatorChecks(loaded, job.spec().of().matrix(), tasks);
    DMatrixRMaj b = all(job.vectors());
    DMatrixRMaj x = all(solutions(tasks, job.vectors()));
    double[][] convergence = StoredSolutions.CONVERGENCE.read(out);
    double[] stored = convergence[1];
    if (x.numRows != b.numRows || stored.length != b.numRows) {
      throw OperatorChecks.damaged(out.child(StoredSolutions.SOLUTIONS));
    }
    double[] again =
        checks.recompute(
            job.product(), job.planner(), run -> residuals(run.of(job.whole(), "").times(x), x, b));
    double curvature = checks.curvature(job.whole(), random);
    List<Integer> chosen = Probes.numbers(random, count, b.numRows);
    double worst = 0;
    for (int k : chosen) {
      DMatrixRMaj one = Rows.copy(x, k, k + 1);
      DMatrixRMaj right = Rows.copy(b, k, k + 1);
      DMatrixRMaj product = checks.products(job.whole(), one);
      double residual = residuals(product, one, right)[0];
      double scale = Math.max(1, curvature * Residuals.norm(one, 0) / size(right, 0));
      worst = Math.max(worst, Math.max(0, residual - stored[k]) / scale);
    }
    List<Recomputed> recomputed = FirstOrderCheck.of(loaded, out, manifest, tasks, curvature);
    recomputed.add(Recomputed.of(StoredSolutions.CONVERGENCE.file(), stored, again, 1));
    return Findings.of("solutions", checks.against(), chosen, worst, recomputed);
  }

  private VectorFile solutions(VerificationTasks tasks, VectorFile b) {
    try {
      return tasks.vectors(out.child(StoredSolutions.SOLUTIONS), b.size());
    } catch (Failure failure) {
      throw OperatorChecks.damaged(out.child(StoredSolutions.SOLUTIONS));
    }
  }

  private static DMatrixRMaj all(VectorFile file) throws IOException {
    try (VectorReader reader = file.read()) {
      return reader.next(file.count());
    }
  }

  /** Returns ‖b − (H + damping · I) x‖ / ‖b‖ of each solution. */
  private double[] residuals(DMatrixRMaj products, DMatrixRMaj x, DMatrixRMaj b) {
    double[] residuals = new double[b.numRows];
    DMatrixRMaj rest = b.copy();
    for (int i = 0; i < rest.getNumElements(); i++) {
      rest.data[i] -= products.data[i] + job.spec().damping() * x.data[i];
    }
    for (int k = 0; k < residuals.length; k++) {
      residuals[k] = Residuals.norm(rest, k) / size(b, k);
    }
    return residuals;
  }

  /** Returns the scale of the residual: ‖b‖, or 1 if b is zero. */
  private static double size(DMatrixRMaj b, int row) {
    double norm = Residuals.norm(b, row);
    return norm == 0 ? 1 : norm;
  }
}
