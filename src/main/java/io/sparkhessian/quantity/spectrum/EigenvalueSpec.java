package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.job.yaml.Choice;
import java.util.Map;

/**
 * Which eigenvalues are computed, and how.
 *
 * @param count how many extreme ones; of an exact spectrum those with eigenvectors
 * @param tolerance of the residuals of Lanczos, relative to the largest |λ|
 * @param eigenvectors whether those of the extreme ones are stored
 * @param iterations products after which Lanczos gives up
 */
public record EigenvalueSpec(
    SpectrumMethod method,
    int count,
    EigenvalueEnd end,
    double tolerance,
    boolean eigenvectors,
    int iterations) {
  /** The largest matrix that {@link SpectrumMethod#AUTO} makes: 800 MB, whatever the memory. */
  public static final int LARGEST_EXACT = 10_000;

  static final int COUNT = 20;
  static final double TOLERANCE = 1e-6;
  static final int ITERATIONS = 10_000;

  /** Whether all eigenvalues of a matrix of this size come from the matrix. */
  public boolean isExact(int size) {
    return method == SpectrumMethod.EXACT
        || (method == SpectrumMethod.AUTO && size <= LARGEST_EXACT);
  }

  /** Adds the resolved keys: those that have an effect. */
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
