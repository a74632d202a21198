package io.sparkhessian.curvature;

import java.util.SplittableRandom;

/**
 * An unbiased estimate of the diagonal of a matrix H, the mean of v ⊙ Hv over random sign vectors
 * v: Bekas, Kokiopoulou and Saad, An estimator for the diagonal of a matrix (2007), after
 * Hutchinson (1990).
 *
 * <p>The variance of an entry is Σ_{j≠i} H[i,j]² / K, so the estimate of a diagonal matrix is
 * exact.
 */
public final class HutchinsonDiagonal {
  private final int size;
  private final RunningMeans samples;

  /**
   * @param size N
   */
  public HutchinsonDiagonal(int size) {
    this.size = size;
    this.samples = new RunningMeans(size);
  }

  /** The vector of signs ±1 with a given index, which depends only on seed and index. */
  public static double[] probe(long seed, int index, int size) {
    SplittableRandom own = new SplittableRandom(ProbeSeed.of(seed, index));
    double[] signs = new double[size];
    long bits = 0;
    for (int i = 0; i < size; i++) {
      bits = i % Long.SIZE == 0 ? own.nextLong() : bits >>> 1;
      signs[i] = (bits & 1) == 0 ? 1 : -1;
    }
    return signs;
  }

  /**
   * Adds a product. Equal orders of products give equal bits.
   *
   * @param product H times the vector
   */
  public void add(double[] vector, double[] product) {
    if (vector.length != size || product.length != size) {
      throw new IllegalArgumentException(
          "a vector of %d elements and a product of %d, but the diagonal has %d entries"
              .formatted(vector.length, product.length, size));
    }
    samples.add(i -> vector[i] * product[i]);
  }

  /** Number of products, K. */
  public int count() {
    return samples.count();
  }

  /** The mean of v ⊙ Hv. */
  public double[] estimate() {
    require(1);
    return samples.means();
  }

  /** The standard error of each entry: the standard deviation of v ⊙ Hv divided by √K. */
  public double[] standardError() {
    require(2);
    return samples.standardErrors();
  }

  private void require(int least) {
    if (count() < least) {
      throw new IllegalStateException(
          "%d products, but the estimate needs at least %d".formatted(count(), least));
    }
  }
}
