package io.sparkhessian.quantity.spectrum;

/** End of the spectrum whose eigenvalues are computed: the key {@code end}. */
public enum EigenvalueEnd {
  LARGEST,
  /** The smallest eigenvalues, the most negative first. */
  SMALLEST,
  /** The eigenvalues of largest magnitude. */
  MAGNITUDE,
  /** Equal numbers of the largest and the smallest. */
  BOTH
}
