package io.sparkhessian.quantity.trace;

/** Method for traces: the key {@code method}. */
public enum TraceMethod {
  /** Hutchinson's estimate from products with random signs. */
  HUTCHINSON,
  /**
   * Exact trace on a subspace of large eigenvalues, and Hutchinson's estimate on its complement.
   */
  HUTCH_PLUS_PLUS
}
