package io.sparkhessian.quantity.spectrum;

/** Method for eigenvalues: the key {@code method}. */
public enum SpectrumMethod {
  /** Exact for sizes up to {@link EigenvalueSpec#LARGEST_EXACT}, else Lanczos. */
  AUTO,
  /** All eigenvalues, from the matrix itself. */
  EXACT,
  /** Extreme eigenvalues, from products. */
  LANCZOS
}
