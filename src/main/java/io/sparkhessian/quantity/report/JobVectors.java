package io.sparkhessian.quantity.report;

import io.sparkhessian.Failure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The input vectors of a finished job. */
public record JobVectors(Configuration hadoop, ResultNumbers numbers) {
  /**
   * Opens the file if it exists and is unchanged since the job ran.
   *
   * @param shown subject of the warning otherwise, with its verb: "The curvature is"
   */
  public Optional<FileVectors> open(String shown, List<String> warnings) throws IOException {
    String file = numbers.manifest().inputs().getOrDefault("vectors", "");
    try {
      FileVectors vectors = FileVectors.open(hadoop, file, numbers.size());
      Object before = numbers.manifest().plan().get(LayerEntries.VECTORS);
      if (before == null || vectors.file().sha256().equals(before)) {
        return Optional.of(vectors);
      }
      vectors.close();
      warnings.add("%s not shown: %s holds other vectors now".formatted(shown, file));
    } catch (Failure gone) {
      warnings.add("%s not shown: %s".formatted(shown, gone.getMessage()));
    }
    return Optional.empty();
  }
}
