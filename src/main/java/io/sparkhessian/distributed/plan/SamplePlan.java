package io.sparkhessian.distributed.plan;

import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.SampleShape;
import java.io.Serializable;

/**
 * Where the samples are, and how they are divided.
 *
 * @param partitioned whether the groups are partitioned over the executors; otherwise all samples
 *     are broadcast
 * @param largestGroup bytes of the largest group of partitioned samples; otherwise 0
 * @param keptBytes of per-sample values that a thread keeps from one task to the next
 */
public record SamplePlan(SampleShape shape, boolean partitioned, long largestGroup, long keptBytes)
    implements Serializable {
  /** Number of samples, n. */
  public int count() {
    return shape.count();
  }

  public int groupSize() {
    return shape.grouping().size();
  }

  public int groups() {
    return shape.grouping().groups(count());
  }

  /** Number of samples in a chunk, at least 1. */
  public int chunkSize() {
    return Grouping.chunkSize(count());
  }

  /** Bytes of all samples. */
  public long bytes() {
    return count() * shape.bytesOfSample();
  }

  /** Bytes of a group of average samples, or of the largest group. */
  public long groupBytes() {
    return Math.max(largestGroup, Math.min(count(), groupSize()) * shape.bytesOfSample());
  }
}
