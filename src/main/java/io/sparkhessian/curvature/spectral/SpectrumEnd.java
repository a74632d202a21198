package io.sparkhessian.curvature.spectral;

/** The end of the spectrum that counts as extreme. */
public enum SpectrumEnd {
  /** The largest first. */
  LARGEST,
  /** The smallest first, negative before positive. */
  SMALLEST,
  /** The largest absolute value first. */
  MAGNITUDE;

  /** A measure that grows with the extremeness of an eigenvalue. */
  double extremeness(double value) {
    return switch (this) {
      case LARGEST -> value;
      case SMALLEST -> -value;
      case MAGNITUDE -> Math.abs(value);
    };
  }
}
