package io.sparkhessian.io.data;

import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.SampleGroup;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.file.ContentDigest;
import org.apache.spark.api.java.JavaRDD;

/** Samples as they were read. */
public sealed interface SampleData {
  SampleShape shape();

  /** SHA-256 of the samples in their order, wherever they lie, in hexadecimals. */
  String digest();

  /** All in this process. */
  record Here(Samples samples, SampleShape shape) implements SampleData {
    public static Here of(Samples samples) {
      return new Here(samples, SampleShape.of(samples));
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
   * Over the executors.
   *
   * @param groups one a partition, in order; in the executors' memory and on their disks
   * @param largestGroup bytes of the largest of them: rows differ in how many are not zero
   */
  record Spread(JavaRDD<SampleGroup> groups, SampleShape shape, long largestGroup, String digest)
      implements SampleData {}
}
