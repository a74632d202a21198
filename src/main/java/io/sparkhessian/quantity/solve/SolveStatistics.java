package io.sparkhessian.quantity.solve;

import java.util.Arrays;

/**
 * Statistics of solutions.
 *
 * @param count number of solutions
 * @param largestResidual largest relative residual ‖b − (H + damping · I) x‖ / ‖b‖
 * @param mostIterations largest number of iterations of a solution
 */
public record SolveStatistics(int count, double largestResidual, int mostIterations) {
  public static SolveStatistics of(double[] residuals, int[] iterations) {
    return new SolveStatistics(
        residuals.length,
        Arrays.stream(residuals).max().orElse(0),
        Arrays.stream(iterations).max().orElse(0));
  }
}
