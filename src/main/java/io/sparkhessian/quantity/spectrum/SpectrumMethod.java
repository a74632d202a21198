package io.sparkhessian.quantity.spectrum;

/** How eigenvalues are found. */
public enum SpectrumMethod {
  /**
   * From the matrix where its size is at most {@link EigenvalueSpec#LARGEST_EXACT}, else Lanczos.
   */
  AUTO,
  /** All of them, from the matrix. */
  EXACT,
  /** Extreme ones, from products. */
  LANCZOS
}
