package io.sparkhessian.distributed.plan;

import io.sparkhessian.evaluate.Grouping;
import java.io.Serializable;

/**
 * Where the samples lie, and how they are cut.
 *
 * @param count n
 * @param bytesOfSample features, labels and weight
 * @param groupSize samples of a group, which is summed by itself
 * @param largestGroup bytes of the largest group, where groups lie apart; else 0
 * @param axes whether the groups are tasks of their own, and lie apart
 * @param keptBytes of values that a thread keeps from one task to the next
 */
public record SamplePlan(
    int count, long bytesOfSample, int groupSize, long largestGroup, Axes axes, long keptBytes)
    implements Serializable {
  /** Whether each group lies with one executor; else every one has them all. */
  public boolean spread() {
    return axes.spread();
  }

  public int groups() {
    return new Grouping(groupSize).groups(count);
  }

  /** Samples of a chunk; at least one. */
  public int chunkSize() {
    return Grouping.chunkSize(count);
  }

  /** All samples. */
  public long bytes() {
    return count * bytesOfSample;
  }

  /** A group of average samples, or the largest one that there is. */
  public long groupBytes() {
    return Math.max(largestGroup, Math.min(count, groupSize) * bytesOfSample);
  }
}
