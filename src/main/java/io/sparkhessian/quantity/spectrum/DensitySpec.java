package io.sparkhessian.quantity.spectrum;

/**
 * How a spectral density is estimated.
 *
 * @param probes random vectors
 * @param steps of Lanczos from each of them
 */
public record DensitySpec(int probes, int steps) {
  static final int PROBES = 10;
  static final int STEPS = 80;
}
