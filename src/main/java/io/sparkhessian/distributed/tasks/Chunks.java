package io.sparkhessian.distributed.tasks;

import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.samples.SampleRange;
import java.util.List;

/**
 * Adjacent chunks of samples.
 *
 * @param first index of the first sample
 */
public record Chunks(int first, List<Samples> chunks) {
  /** Returns the samples of a range that lies within one chunk. */
  public Samples of(SampleRange range) {
    int from = range.from() - first;
    Samples chunk = chunks.get(from / Grouping.CHUNK);
    int within = from % Grouping.CHUNK;
    return range.count() == chunk.count() ? chunk : chunk.between(within, within + range.count());
  }
}
