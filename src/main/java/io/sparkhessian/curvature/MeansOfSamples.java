package io.sparkhessian.curvature;

import java.util.function.IntToDoubleFunction;

/**
 * The means of numbers of which samples come one after the other, and their standard errors, by
 * Welford's sums (1962), which do not cancel.
 */
public final class MeansOfSamples {
  private final double[] means;

  /** Of the samples so far, Σ (sample − mean)² in squares of the unit. */
  private final double[] deviations;

  /** For each the power of two that brings its first sample near 1, so that no square overflows. */
  private final double[] units;

  private int count;

  /**
   * @param size how many numbers
   */
  public MeansOfSamples(int size) {
    this.means = new double[size];
    this.deviations = new double[size];
    this.units = new double[size];
  }

  /** Adds a sample of each number. To get the same bits again they need the same order. */
  public void add(IntToDoubleFunction samples) {
    count++;
    for (int i = 0; i < means.length; i++) {
      double sample = samples.applyAsDouble(i);
      if (units[i] == 0 && sample != 0) {
        units[i] = Math.scalb(1.0, -Math.getExponent(sample));
      }
      double before = sample - means[i];
      means[i] += before / count;
      deviations[i] += before * units[i] * ((sample - means[i]) * units[i]);
    }
  }

  /** How many samples each has. */
  public int count() {
    return count;
  }

  public double[] means() {
    return means.clone();
  }

  /** The standard deviation of the samples of each, by the root of how many there are. */
  public double[] standardErrors() {
    double[] errors = new double[means.length];
    for (int i = 0; i < errors.length; i++) {
      double error = Math.sqrt(deviations[i] / (count - 1) / count);
      errors[i] = error == 0 ? 0 : error / units[i];
    }
    return errors;
  }
}
