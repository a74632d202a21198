package io.sparkhessian.evaluate;

import java.io.Serializable;
import java.util.List;

/**
 * Chunks that are summed separately from other groups.
 *
 * @param index position in the order of the samples
 */
public record SampleGroup(int index, List<Samples> chunks) implements Serializable {
  /** Bytes of the samples. */
  public long bytes() {
    return chunks.stream().mapToLong(Samples::bytes).sum();
  }
}
