package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.quantity.check.Check;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.quantity.check.FirstOrderCheck;
import io.sparkhessian.quantity.check.Recomputed;
import io.sparkhessian.quantity.check.RelativeError;
import io.sparkhessian.quantity.check.VerificationTasks;
import io.sparkhessian.quantity.products.OperatorChecks;
import io.sparkhessian.quantity.products.OperatorPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Checks stored spectra: eigenvalues, densities and summaries. */
public record SpectrumCheck(
    SpectrumComputation job, LoadedJob loaded, OutputDirectory out, Manifest manifest)
    implements Check {

  @Override
  public Findings run(VerificationTasks tasks, int count, Random random) throws IOException {
    OperatorChecks checks = new OperatorChecks(loaded, job.spec().of().matrix(), tasks);
    SpectrumErrors errors = new SpectrumErrors(out);
    EigenvalueCheck eigenvalues = new EigenvalueCheck(job, checks, errors);
    DensityCheck densities = new DensityCheck(job, checks, errors);
    List<Recomputed> summaries = new ArrayList<>();
    for (OperatorPart part : job.parts()) {
      StoredSpectrum stored = StoredSpectrum.read(out, part.path());
      double[] all = stored.hasDensity() ? stored.points() : stored.eigenvalues();
      errors.extendScale(RelativeError.largest(all));
      double magnitude = RelativeError.largest(stored.points());
      if (job.spec().eigenvalues().isPresent()) {
        magnitude = Math.max(magnitude, eigenvalues.of(part, stored, count, random));
      }
      if (job.spec().density().isPresent()) {
        densities.of(part, stored, random);
      }
      String summary = part.path() + StoredSpectrum.SUMMARY;
      double[] stated = {stored.magnitude()};
      summaries.add(Recomputed.of(summary, stated, new double[] {magnitude}, 0));
    }
    eigenvalues.moments();
    List<Recomputed> first = FirstOrderCheck.of(loaded, out, manifest, tasks, errors.curvature());
    return errors.findings(checks.against(), first, summaries);
  }
}
