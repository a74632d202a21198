package io.sparkhessian.quantity.solve;

import java.util.Arrays;

/**
 * Statistics of a solution of (H + damping · I) x = b.
 *
 * @param length ‖x‖
 * @param rightSide ‖b‖; NaN if b is unknown
 * @param curvature xᵀHx / xᵀx with Hx ≈ b − damping · x; NaN if b is unknown
 * @param residual relative residual ‖b − (H + damping · I) x‖ / ‖b‖
 * @param iterations number of iterations
 */
public record Solution(
    double length, double rightSide, double curvature, double residual, double iterations) {

  /**
   * Returns the statistics of a solution.
   *
   * @param b right-hand side; empty if unknown
   */
  public static Solution of(
      double[] x, double[] b, double damping, double residual, double iterations) {
    boolean known = b.length == x.length;
    double along = 0;
    double square = 0;
    for (int i = 0; i < x.length; i++) {
      along += known ? x[i] * (b[i] - damping * x[i]) : Double.NaN;
      square += x[i] * x[i];
    }
    double right = known ? Arrays.stream(b).map(each -> each * each).sum() : Double.NaN;
    return new Solution(Math.sqrt(square), Math.sqrt(right), along / square, residual, iterations);
  }
}
