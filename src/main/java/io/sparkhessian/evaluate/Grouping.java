package io.sparkhessian.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The partition of samples into chunks, which are evaluated at once, and groups of chunks, which
 * are summed separately. The partition depends only on the bytes of a sample, so that no sum
 * depends on the location of the samples.
 *
 * @param size samples per group, a multiple of {@link #CHUNK}; the last group may be smaller
 */
public record Grouping(int size) implements Serializable {
  /** Samples per chunk: enough for efficient products, few enough for the second-level cache. */
  public static final int CHUNK = 256;

  /** Maximum bytes of a group, so that several groups fit an executor. */
  private static final long BYTES = 32L << 20;

  private static final int MOST = 1 << 16;

  /**
   * The grouping of samples of a given size.
   *
   * @param bytes of a sample
   */
  public static Grouping ofSamples(long bytes) {
    int size = CHUNK;
    while (size < MOST && 2L * size * bytes <= BYTES) {
      size *= 2;
    }
    return new Grouping(size);
  }

  public static Grouping of(Samples samples) {
    return ofSamples(SampleShape.bytesOfSample(samples.features().shape(), samples.others()));
  }

  /** Samples per chunk, if there are {@code samples} in all; at least 1. */
  public static int chunkSize(int samples) {
    return Math.max(1, Math.min(CHUNK, samples));
  }

  /** Number of groups of {@code samples} samples. */
  public int groups(int samples) {
    return (int) (((long) samples + size - 1) / size);
  }

  /** Consecutive chunks, group by group. */
  public List<List<Samples>> of(List<Samples> chunks) {
    int together = size / CHUNK;
    List<List<Samples>> groups = new ArrayList<>();
    for (int from = 0; from < chunks.size(); from += together) {
      groups.add(chunks.subList(from, Math.min(chunks.size(), from + together)));
    }
    return groups;
  }

  /** Total weight Σ w of a group. */
  public static double weight(List<Samples> group) {
    double weight = 0;
    for (Samples chunk : group) {
      double[] weights = chunk.weights().data;
      for (int s = 0; s < chunk.count(); s++) {
        weight += weights[s];
      }
    }
    return weight;
  }
}
