package io.sparkhessian.job;

/** What a spectrum is to tell. */
public enum SpectrumPart {
  EIGENVALUES,
  /** How densely they lie. */
  DENSITY
}
