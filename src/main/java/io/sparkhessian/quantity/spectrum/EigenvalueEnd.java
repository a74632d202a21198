package io.sparkhessian.quantity.spectrum;

/** Which eigenvalues are wanted. */
public enum EigenvalueEnd {
  LARGEST,
  /** Negative ones before positive ones. */
  SMALLEST,
  /** Those of the largest absolute value. */
  MAGNITUDE,
  /** The largest, and as many of the smallest. */
  BOTH
}
