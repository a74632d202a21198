package io.sparkhessian.run;

import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.file.ContentDigest;
import org.ejml.data.DMatrixRMaj;

/**
 * Checksum of everything that a result depends on: the job's settings, the objective's graph, the
 * parameters, the data and the vectors. It covers contents, not paths or class names.
 */
final class Fingerprint {
  private Fingerprint() {}

  /** Returns the SHA-256 in hexadecimal digits. */
  static String of(LoadedJob loaded) {
    ContentDigest digest = new ContentDigest();
    digest.add(loaded.job().fingerprint());
    digest.add(GraphText.of(loaded.problem().objective()));
    loaded.parameterNames().forEach(digest::add);
    double[] parameters = loaded.problem().parameters();
    digest.add(DMatrixRMaj.wrap(1, parameters.length, parameters));
    digest.add(loaded.data().digest());
    if (loaded.job().quantity().byInputs()) {
      loaded.featureNames().forEach(digest::add); // they select the columns
    }
    loaded.modelFiles().forEach(file -> digest.add(file.sha256()));
    loaded.vectors().ifPresent(vectors -> digest.add(vectors.sha256()));
    return digest.hex();
  }
}
