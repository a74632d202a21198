package io.sparkhessian.quantity.products;

import io.sparkhessian.job.QuantitySpec;
import io.sparkhessian.quantity.MatrixChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of products of a matrix with the vectors of a file.
 *
 * @param of the matrix
 * @param file path of the vectors
 */
public record ProductsSpec(MatrixChoice of, String file) implements QuantitySpec {
  @Override
  public String word() {
    return ProductsQuantity.WORD;
  }

  @Override
  public Map<String, Object> resolved() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("vectors", file);
    of.addTo(keys);
    return keys;
  }

  @Override
  public Optional<String> vectors() {
    return Optional.of(file);
  }
}
