package io.sparkhessian.evaluate;

import java.io.Serializable;
import java.util.List;

/**
 * Chunks that are summed by themselves.
 *
 * @param index of the group, in the order of the samples
 */
public record SampleGroup(int index, List<Samples> chunks) implements Serializable {
  /** Bytes that they take. */
  public long bytes() {
    return chunks.stream().mapToLong(Samples::bytes).sum();
  }
}
