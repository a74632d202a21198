package io.sparkhessian.evaluate;

import java.io.Serializable;

/**
 * The size of samples.
 *
 * @param count n
 * @param others length of all rows but the features and the weight: labels, offsets, other columns
 * @param totalWeight Σ w, as {@link Samples#totalWeight} adds it
 */
public record SampleShape(int count, FeatureShape features, int others, double totalWeight)
    implements Serializable {

  public static SampleShape of(Samples samples) {
    return new SampleShape(
        samples.count(), samples.features().shape(), samples.others(), samples.totalWeight());
  }

  /** Number of bytes of a sample. */
  public long bytesOfSample() {
    return bytesOfSample(features, others);
  }

  /** Returns the same for samples of these features, so many other numbers, and a weight. */
  public static long bytesOfSample(FeatureShape features, int others) {
    return features.bytes() + (others + 1L) * Double.BYTES;
  }

  public Grouping grouping() {
    return Grouping.ofSamples(bytesOfSample());
  }
}
