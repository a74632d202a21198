package io.sparkhessian.quantity.solve;

import io.sparkhessian.job.QuantitySpec;
import io.sparkhessian.quantity.MatrixChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of linear systems (H + damping · I) x = b.
 *
 * @param of the matrix H
 * @param file path of the right-hand sides b
 * @param tolerance tolerance of the residual, relative to ‖b‖
 * @param iterations maximum number of iterations
 */
public record SolveSpec(
    MatrixChoice of, String file, double damping, double tolerance, int iterations)
    implements QuantitySpec {
  static final double TOLERANCE = 1e-6;
  static final int ITERATIONS = 10_000;

  @Override
  public String word() {
    return SolveQuantity.WORD;
  }

  @Override
  public Map<String, Object> resolved() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("vectors", file);
    of.addTo(keys);
    keys.put("damping", damping);
    keys.put("tolerance", tolerance);
    keys.put("iterations", (long) iterations);
    return keys;
  }

  @Override
  public Optional<String> vectors() {
    return Optional.of(file);
  }
}
