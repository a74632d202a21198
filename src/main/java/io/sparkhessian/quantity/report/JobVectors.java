package io.sparkhessian.quantity.report;

import io.sparkhessian.Failure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The vectors of a job, which lie where the user left them. */
public record JobVectors(Configuration hadoop, ResultNumbers numbers) {
  /**
   * Opens them, if they are there and still the same.
   *
   * @param shown what comes of them, for the warning that it does not
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
