package io.sparkhessian.job;

/**
 * How a trace is estimated.
 *
 * @param probes products with random vectors
 * @param seed of these
 */
public record TraceSpec(TraceMethod method, int probes, long seed) implements OperatorQuantity {
  static final int PROBES = 100;

  /** With fewer there is no standard error. */
  static int fewestProbes(TraceMethod method) {
    return method == TraceMethod.HUTCHINSON ? 2 : 6;
  }
}
