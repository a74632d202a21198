package io.sparkhessian.evaluate;

import java.io.Serializable;

/**
 * The number and shape of samples.
 *
 * @param count n
 * @param labels m
 * @param totalWeight Σ w in the summation order of {@link Samples#totalWeight}
 */
public record SampleShape(int count, FeatureShape features, int labels, double totalWeight)
    implements Serializable {

  public static SampleShape of(Samples samples) {
    return new SampleShape(
        samples.count(),
        samples.features().shape(),
        samples.labels().numCols,
        samples.totalWeight());
  }

  /** Bytes of a sample: features, labels and weight. */
  public long bytesOfSample() {
    return bytesOfSample(features, labels);
  }

  /** Bytes of a sample with some number of labels. */
  public static long bytesOfSample(FeatureShape features, int labels) {
    return features.bytes() + (labels + 1L) * Double.BYTES;
  }

  public Grouping grouping() {
    return Grouping.ofSamples(bytesOfSample());
  }
}
