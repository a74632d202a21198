package io.sparkhessian.run;

import io.sparkhessian.Failure;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.export.WrittenNumbers;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.parameters.ParameterFile;
import io.sparkhessian.job.Job;
import io.sparkhessian.registry.Registry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a result says that it was computed from, beside what its job is. */
final class StatedInput {
  private StatedInput() {}

  /** Returns the job that a manifest states. */
  static Job job(Registry registry, OutputDirectory out, Manifest manifest) {
    return registry.jobs().ofResolved(out.child(OutputDirectory.MANIFEST).text(), manifest.job());
  }

  /**
   * Checks a manifest against its job.
   *
   * @param stated the job that the manifest states
   * @param plan of the job
   * @throws Failure of kind input when N, n, the job, the tile or the BLAS are others than the
   *     fingerprint, the plan and the versions stand for
   */
  static void requireManifest(
      OutputDirectory out, Manifest manifest, Job stated, LoadedJob loaded, Plan plan) {
    String wrong =
        manifest.parameters() != loaded.problem().parameters().length
            ? "N is"
            : manifest.samples() != loaded.data().shape().count()
                ? "samples is"
                : !stated.fingerprint().equals(loaded.job().fingerprint())
                    ? "job is"
                    : manifest.tile() != plan.tile()
                        ? "tile is"
                        : Versions.isOf(manifest.versions(), manifest.blas()) ? "" : "blas is";
    if (!wrong.isEmpty()) {
      throw Failure.input(
          "%s: %s not what it was computed from; compute it again with --overwrite"
              .formatted(out.child(OutputDirectory.MANIFEST).text(), wrong));
    }
  }

  /**
   * @throws Failure of kind numbers when parameters.csv holds others, or other names
   */
  static void requireParameters(OutputDirectory out, LoadedJob loaded) throws IOException {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    ParameterFile.write(expected, loaded.parameterNames(), loaded.problem().parameters());
    try (InputStream stored = out.child(ParameterFile.NAME).open()) {
      if (!WrittenNumbers.same(expected.toByteArray(), stored.readAllBytes())) {
        throw Failure.numbers(
            "%s: does not hold the parameters of its job; compute it again with --overwrite"
                .formatted(out.child(ParameterFile.NAME).text()));
      }
    }
  }
}
