package io.sparkhessian.quantity.solve;

import java.util.Arrays;

/**
 * What can be said at a glance of solutions.
 *
 * @param count of them
 * @param largestResidual ‖b − (H + damping · I) x‖ / ‖b‖
 * @param mostIterations of one of them
 */
public record SolveStatistics(int count, double largestResidual, int mostIterations) {
  public static SolveStatistics of(double[] residuals, int[] iterations) {
    return new SolveStatistics(
        residuals.length,
        Arrays.stream(residuals).max().orElse(0),
        Arrays.stream(iterations).max().orElse(0));
  }
}
