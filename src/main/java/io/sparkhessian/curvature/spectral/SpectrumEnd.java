package io.sparkhessian.curvature.spectral;

/** Which eigenvalues are extreme. */
public enum SpectrumEnd {
  /** The largest first. */
  LARGEST,
  /** The smallest first, negative before positive. */
  SMALLEST,
  /** The largest absolute value first. */
  MAGNITUDE;

  /** What is larger for an eigenvalue that is more extreme. */
  double extremeness(double value) {
    return switch (this) {
      case LARGEST -> value;
      case SMALLEST -> -value;
      case MAGNITUDE -> Math.abs(value);
    };
  }
}
