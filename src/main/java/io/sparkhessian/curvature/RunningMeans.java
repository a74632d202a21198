package io.sparkhessian.curvature;

import java.util.function.IntToDoubleFunction;

/**
 * Running means and standard errors of several numbers by Welford's algorithm (1962), which avoids
 * cancellation.
 */
public final class RunningMeans {
  private final double[] means;

  /** Σ (sample − mean)² of each number, in squares of its unit. */
  private final double[] deviations;

  /**
   * Power of two that scales the first sample of each number to about 1, so that squares do not
   * overflow.
   */
  private final double[] units;

  private int count;

  /**
   * @param size number of means
   */
  public RunningMeans(int size) {
    this.means = new double[size];
    this.deviations = new double[size];
    this.units = new double[size];
  }

  /** Adds one sample of each number. Equal orders of samples give equal bits. */
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

  /** Number of samples. */
  public int count() {
    return count;
  }

  public double[] means() {
    return means.clone();
  }

  /** The standard deviation of each number's samples divided by the square root of their count. */
  public double[] standardErrors() {
    double[] errors = new double[means.length];
    for (int i = 0; i < errors.length; i++) {
      double error = Math.sqrt(deviations[i] / (count - 1) / count);
      errors[i] = error == 0 ? 0 : error / units[i];
    }
    return errors;
  }
}
