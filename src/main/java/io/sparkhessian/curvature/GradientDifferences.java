package io.sparkhessian.curvature;

import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;

/** H·v by central differences of the gradient: independent of every second-order rule. */
public final class GradientDifferences {
  /** ε^(1/3), which balances the rounding of the gradient against the h² of the formula. */
  private static final double STEP = Math.cbrt(Math.ulp(1.0));

  private GradientDifferences() {}

  /**
   * (∇F(θ + hv) − ∇F(θ − hv)) / 2h, of length N, with h = ε^(1/3) · max(1, ‖θ‖∞) / ‖v‖∞.
   *
   * @param direction v, of length N, not zero
   */
  public static double[] times(
      Problem problem, double[] direction, Iterable<Samples> chunks, DenseKernels dense) {
    double step = STEP * Math.max(1, largest(problem.parameters())) / largest(direction);
    double[] ahead = LossAndGradient.of(problem.moved(step, direction), chunks, dense).gradient();
    double[] behind = LossAndGradient.of(problem.moved(-step, direction), chunks, dense).gradient();
    double[] product = new double[ahead.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = (ahead[i] - behind[i]) / (2 * step);
    }
    return product;
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
