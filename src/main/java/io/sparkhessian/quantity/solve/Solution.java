package io.sparkhessian.quantity.solve;

import java.util.Arrays;

/**
 * What can be said at a glance of a solution of (H + damping · I) x = b.
 *
 * @param length ‖x‖
 * @param rightSide ‖b‖; NaN where b is not known
 * @param curvature xᵀHx / xᵀx, as b − damping · x has it up to the residual; NaN likewise
 * @param residual relative
 */
public record Solution(
    double length, double rightSide, double curvature, double residual, double iterations) {

  /**
   * Of its numbers.
   *
   * @param b empty where it is not known
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
