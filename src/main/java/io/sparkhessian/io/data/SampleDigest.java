package io.sparkhessian.io.data;

import io.sparkhessian.evaluate.Features;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.io.file.ContentDigest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/** SHA-256 of a group of samples, in hexadecimal digits. */
final class SampleDigest {
  private static final Set<String> COMMON = Set.of(Leaf.SampleInput.LABEL, Leaf.SampleInput.WEIGHT);

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
      addOthers(digest, chunk);
    }
    return digest.hex();
  }

  /** Adds nothing without other rows, so that earlier digests hold. */
  private static void addOthers(ContentDigest digest, Samples chunk) {
    for (Map.Entry<String, DMatrixRMaj> row : chunk.rows().entrySet()) {
      if (!COMMON.contains(row.getKey())) {
        digest.add(row.getKey());
        digest.add(row.getValue());
      }
    }
  }
}
