package io.sparkhessian.report;

/**
 * Eigenvalues, and how densely they lie.
 *
 * @param method in words: how they were found
 * @param values from small to large: all eigenvalues, or the Ritz values there are
 * @param residuals of the values, or none
 * @param densityAt where the density is known, or nowhere
 * @param density there, of a distribution whose mass is 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Spectrum(
    String method, double[] values, double[] residuals, double[] densityAt, double[] density) {
  public Spectrum {
    if (residuals.length != 0 && residuals.length != values.length) {
      throw new IllegalArgumentException("each eigenvalue has a residual, or none has");
    }
    if (densityAt.length != density.length) {
      throw new IllegalArgumentException("the density and its places differ in number");
    }
  }
}
