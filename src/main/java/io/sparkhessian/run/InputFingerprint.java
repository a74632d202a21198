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
import java.util.LinkedHashMap;
import java.util.Map;

/** Checks the input that a result states against the input of its job. */
final class InputFingerprint {
  private InputFingerprint() {}

  /** Returns the job that a manifest states. */
  static Job job(Registry registry, OutputDirectory out, Manifest manifest) {
    return registry.jobs().ofResolved(out.child(OutputDirectory.MANIFEST).text(), manifest.job());
  }

  /**
   * Checks a manifest against its job.
   *
   * @param stated the job that the manifest states
   * @param plan of the job
   * @throws Failure of kind input if N, n, the job, the tile or the BLAS of the manifest differ
   *     from those of the job, its plan and the versions
   */
  static void requireManifest(
      OutputDirectory out, Manifest manifest, Job stated, LoadedJob loaded, Plan plan) {
    Map<String, Boolean> matches = new LinkedHashMap<>();
    matches.put("N", manifest.parameters() == loaded.problem().parameters().length);
    matches.put("samples", manifest.samples() == loaded.data().shape().count());
    matches.put("job", stated.fingerprint().equals(loaded.job().fingerprint()));
    matches.put("tile", manifest.tile() == plan.tile());
    matches.put("blas", Versions.isOf(manifest.versions(), manifest.blas()));
    for (Map.Entry<String, Boolean> field : matches.entrySet()) {
      if (!field.getValue()) {
        throw Failure.input(
            "%s: '%s' was changed after the run; run the job again with --overwrite"
                .formatted(out.child(OutputDirectory.MANIFEST).text(), field.getKey()));
      }
    }
  }

  /**
   * Checks the names and values in parameters.csv.
   *
   * @throws Failure of kind numbers if they differ from the parameters of the job
   */
  static void requireParameters(OutputDirectory out, LoadedJob loaded) throws IOException {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    ParameterFile.write(expected, loaded.parameterNames(), loaded.problem().parameters());
    try (InputStream stored = out.child(ParameterFile.NAME).open()) {
      if (!WrittenNumbers.same(expected.toByteArray(), stored.readAllBytes())) {
        throw Failure.numbers(
            "%s: does not hold the parameters of the job; run the job again with --overwrite"
                .formatted(out.child(ParameterFile.NAME).text()));
      }
    }
  }
}
