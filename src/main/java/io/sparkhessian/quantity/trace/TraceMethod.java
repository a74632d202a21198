package io.sparkhessian.quantity.trace;

/** How a trace is estimated. */
public enum TraceMethod {
  /** From products with random signs. */
  HUTCHINSON,
  /** The same beside the space of the large eigenvalues, on which the trace is exact. */
  HUTCH_PLUS_PLUS
}
