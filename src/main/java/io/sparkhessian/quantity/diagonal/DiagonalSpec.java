package io.sparkhessian.quantity.diagonal;

import io.sparkhessian.job.QuantitySpec;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of the diagonal of the Hessian, exact or approximate.
 *
 * @param kind method of the computation
 * @param probes number of random vectors of a stochastic estimate, at least 2; else 0
 * @param seed seed of the random vectors; 0 without random vectors
 * @param compare whether to compare an approximation with the exact diagonal
 */
public record DiagonalSpec(DiagonalQuantity kind, int probes, long seed, boolean compare)
    implements QuantitySpec {
  /** Default number of random vectors. */
  static final int PROBES = 100;

  @Override
  public String word() {
    return kind.word();
  }

  @Override
  public Map<String, Object> resolved() {
    Map<String, Object> keys = new LinkedHashMap<>();
    if (probes > 0) {
      keys.put("probes", (long) probes);
      keys.put("seed", seed);
    }
    if (kind != DiagonalQuantity.DIAGONAL) {
      keys.put("compare", compare);
    }
    return keys;
  }
}
