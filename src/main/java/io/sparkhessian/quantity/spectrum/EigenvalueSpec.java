package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.job.yaml.Choice;
import java.util.Map;

/**
 * Settings of eigenvalues.
 *
 * @param count number of extreme eigenvalues; for an exact spectrum, of eigenvectors
 * @param tolerance tolerance of the Lanczos residuals, relative to the largest |λ|
 * @param eigenvectors whether to store the eigenvectors of the extreme eigenvalues
 * @param iterations maximum number of Lanczos products
 */
public record EigenvalueSpec(
    SpectrumMethod method,
    int count,
    EigenvalueEnd end,
    double tolerance,
    boolean eigenvectors,
    int iterations) {
  /**
   * Largest matrix that {@link SpectrumMethod#AUTO} computes: 800 MB, independent of the memory.
   */
  public static final int LARGEST_EXACT = 10_000;

  static final int COUNT = 20;
  static final double TOLERANCE = 1e-6;
  static final int ITERATIONS = 10_000;

  /** Whether all eigenvalues of a matrix of this size are computed from the matrix itself. */
  public boolean isExact(int size) {
    return method == SpectrumMethod.EXACT
        || (method == SpectrumMethod.AUTO && size <= LARGEST_EXACT);
  }

  /** Adds the keys that have an effect, with their values. */
  void addTo(Map<String, Object> resolved) {
    boolean exact = method == SpectrumMethod.EXACT;
    resolved.put("method", Choice.name(method));
    resolved.put("eigenvectors", eigenvectors);
    if (!exact || eigenvectors) {
      resolved.put("count", (long) count);
      resolved.put("end", Choice.name(end));
    }
    if (!exact) {
      resolved.put("tolerance", tolerance);
      resolved.put("iterations", (long) iterations);
    }
  }
}
