package io.sparkhessian.evaluate;

import java.io.Serializable;

/**
 * What is to be known of samples without them.
 *
 * @param count n
 * @param features d
 * @param labels m
 * @param totalWeight Σ w, as {@link Samples#totalWeight} adds it
 */
public record SampleShape(int count, int features, int labels, double totalWeight)
    implements Serializable {

  public static SampleShape of(Samples samples) {
    return new SampleShape(
        samples.count(),
        samples.features().numCols,
        samples.labels().numCols,
        samples.totalWeight());
  }

  /** Numbers a sample has. */
  public int columns() {
    return features + labels + 1;
  }

  public Grouping grouping() {
    return Grouping.ofWidth(columns());
  }
}
