package io.sparkhessian.io.data;

import io.sparkhessian.evaluate.Features;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.file.ContentDigest;
import java.util.List;

/** SHA-256 of a group of samples, in hexadecimals. */
final class SampleDigest {
  private SampleDigest() {}

  static String of(List<Samples> group) {
    ContentDigest digest = new ContentDigest();
    for (Samples chunk : group) {
      if (chunk.features() instanceof Features.Sparse sparse) {
        digest.add(sparse.rows());
      } else {
        digest.add(chunk.dense());
      }
      digest.add(chunk.labels());
      digest.add(chunk.weights());
    }
    return digest.hex();
  }
}
