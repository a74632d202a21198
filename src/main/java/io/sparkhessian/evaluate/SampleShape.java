package io.sparkhessian.evaluate;

import java.io.Serializable;

/**
 * What is to be known of samples without them.
 *
 * @param count n
 * @param labels m
 * @param totalWeight Σ w, as {@link Samples#totalWeight} adds it
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

  /** Bytes that a sample takes: features, labels and its weight. */
  public long bytesOfSample() {
    return bytesOfSample(features, labels);
  }

  /** The same of samples with so many labels. */
  public static long bytesOfSample(FeatureShape features, int labels) {
    return features.bytes() + (labels + 1L) * Double.BYTES;
  }

  public Grouping grouping() {
    return Grouping.ofSamples(bytesOfSample());
  }
}
