package io.sparkhessian.io.data;

import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.SampleGroup;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.file.ContentDigest;
import org.apache.spark.api.java.JavaRDD;

/** Samples as they were read, in this process or on the executors. */
public sealed interface SampleData {
  SampleShape shape();

  /** Returns SHA-256 of the samples in order, the same wherever they are, in hexadecimal digits. */
  String digest();

  /** Samples in this process. */
  record Local(Samples samples, SampleShape shape) implements SampleData {
    public static Local of(Samples samples) {
      return new Local(samples, SampleShape.of(samples));
    }

    @Override
    public String digest() {
      ContentDigest all = new ContentDigest();
      int size = shape.grouping().size();
      for (int from = 0; from < shape.count(); from += size) { // a copy of one group at a time
        Samples group = samples.between(from, Math.min(shape.count(), from + size));
        all.add(SampleDigest.of(group.chunks(Grouping.CHUNK)));
      }
      return all.hex();
    }
  }

  /**
   * Samples on the executors.
   *
   * @param groups one per partition, in order; in the executors' memory and on their disks
   * @param largestGroup bytes of the largest group; sparse rows differ in size
   */
  record Partitioned(
      JavaRDD<SampleGroup> groups, SampleShape shape, long largestGroup, String digest)
      implements SampleData {}
}
