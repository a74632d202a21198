package io.sparkhessian.spark.run;

import io.sparkhessian.Failure;
import io.sparkhessian.io.Manifest;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.io.ParameterFile;
import io.sparkhessian.job.Job;
import io.sparkhessian.job.JobFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** What a result says that it was computed from, beside what its job is. */
final class StatedInput {
  private StatedInput() {}

  /**
   * @throws Failure of kind input when N, n or the job are others than the fingerprint stands for
   */
  static void requireManifest(OutputDirectory out, Manifest manifest, LoadedJob loaded) {
    Job stated = JobFile.ofResolved(out.child(OutputDirectory.MANIFEST).text(), manifest.job());
    String wrong =
        manifest.parameters() != loaded.problem().parameters().length
            ? "N is"
            : manifest.samples() != loaded.data().shape().count()
                ? "samples is"
                : stated.fingerprint().equals(loaded.job().fingerprint()) ? "" : "job is";
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
      if (!Arrays.equals(expected.toByteArray(), stored.readAllBytes())) {
        throw Failure.numbers(
            "%s: does not hold the parameters of its job; compute it again with --overwrite"
                .formatted(out.child(ParameterFile.NAME).text()));
      }
    }
  }
}
