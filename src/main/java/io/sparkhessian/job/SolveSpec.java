package io.sparkhessian.job;

/**
 * How (H + damping · I) x = b is solved.
 *
 * @param tolerance of the residual, relative to ‖b‖
 * @param iterations after which it is given up
 */
public record SolveSpec(double damping, double tolerance, int iterations)
    implements OperatorQuantity {
  static final double TOLERANCE = 1e-6;
  static final int ITERATIONS = 10_000;
}
