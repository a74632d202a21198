package io.sparkhessian.io;

import io.sparkhessian.evaluate.Samples;
import java.util.List;

/** SHA-256 of a group of samples, in hexadecimals. */
final class SampleDigest {
  private SampleDigest() {}

  static String of(List<Samples> group) {
    ContentDigest digest = new ContentDigest();
    for (Samples chunk : group) {
      digest.add(chunk.features());
      digest.add(chunk.labels());
      digest.add(chunk.weights());
    }
    return digest.hex();
  }
}
