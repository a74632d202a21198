package io.sparkhessian.run;

import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.file.ContentDigest;
import org.ejml.data.DMatrixRMaj;

/**
 * What a result depends on, in one number: the job's settings, the objective's graph, the
 * parameters, the data and the vectors, all by content, so that neither paths nor the names of
 * classes count.
 */
final class Fingerprint {
  private Fingerprint() {}

  /** SHA-256 in hexadecimal digits. */
  static String of(LoadedJob loaded) {
    ContentDigest digest = new ContentDigest();
    digest.add(loaded.job().fingerprint());
    digest.add(GraphText.of(loaded.problem().objective()));
    loaded.parameterNames().forEach(digest::add);
    double[] parameters = loaded.problem().parameters();
    digest.add(DMatrixRMaj.wrap(1, parameters.length, parameters));
    digest.add(loaded.data().digest());
    if (loaded.job().quantity().byInputs()) {
      loaded.featureNames().forEach(digest::add); // they say which columns count
    }
    loaded.modelFiles().forEach(file -> digest.add(file.sha256()));
    loaded.vectors().ifPresent(vectors -> digest.add(vectors.sha256()));
    return digest.hex();
  }
}
