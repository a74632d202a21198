package io.sparkhessian.quantity.trace;

import io.sparkhessian.job.QuantitySpec;
import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.quantity.BlockChoice;
import io.sparkhessian.quantity.MatrixChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of an estimated trace.
 *
 * @param blocks partition into diagonal blocks, whose traces are estimated in addition
 * @param probes number of products with random vectors
 * @param seed seed of the random vectors
 */
public record TraceSpec(
    MatrixChoice of, Optional<BlockChoice> blocks, TraceMethod method, int probes, long seed)
    implements QuantitySpec {
  /** Default number of products. */
  static final int PROBES = 100;

  /** Returns the smallest number of products that gives a standard error. */
  static int fewestProbes(TraceMethod method) {
    return method == TraceMethod.HUTCHINSON ? 2 : 6;
  }

  @Override
  public String word() {
    return TraceQuantity.WORD;
  }

  @Override
  public Map<String, Object> resolved() {
    Map<String, Object> keys = new LinkedHashMap<>();
    blocks.ifPresent(choice -> keys.put(BlockChoice.KEY, Choice.name(choice)));
    of.addTo(keys);
    keys.put("method", Choice.name(method));
    keys.put("probes", (long) probes);
    keys.put("seed", seed);
    return keys;
  }
}
