package io.sparkhessian.toy;

import io.sparkhessian.job.QuantitySpec;
import java.util.Map;

/** The settings of {@link ToyQuantity}: a factor. */
record ToySpec(double factor) implements QuantitySpec {
  @Override
  public String word() {
    return ToyQuantity.WORD;
  }

  @Override
  public Map<String, Object> resolved() {
    return Map.of("factor", factor);
  }
}
