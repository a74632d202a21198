package io.sparkhessian.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How samples are cut: into chunks that are computed at once, and groups of chunks that are summed
 * each by itself. It follows from how many bytes a sample takes, and from nothing else, so that no
 * sum depends on where the samples lie.
 *
 * @param size samples of a group, a multiple of {@link #CHUNK}; the last one has fewer
 */
public record Grouping(int size) implements Serializable {
  /** Samples of a chunk: large enough for the products, small enough for the second-level cache. */
  public static final int CHUNK = 256;

  /** Bytes that a group may have: several of them have room in an executor. */
  private static final long BYTES = 32L << 20;

  private static final int MOST = 1 << 16;

  /**
   * The grouping of such samples.
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

  /** Samples of a chunk where there are so many; at least one. */
  public static int chunkSize(int samples) {
    return Math.max(1, Math.min(CHUNK, samples));
  }

  /** How many groups so many samples make. */
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

  /** Σ w of a group. */
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
