package io.sparkhessian.quantity.spectrum;

/**
 * Settings of a spectral density.
 *
 * @param probes number of random vectors
 * @param steps number of Lanczos steps per probe
 */
public record DensitySpec(int probes, int steps) {
  static final int PROBES = 10;
  static final int STEPS = 80;
}
