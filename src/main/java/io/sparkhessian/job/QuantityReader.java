package io.sparkhessian.job;

import java.util.List;
import java.util.Map;

/**
 * Reader of the keys that belong to one value of {@code compute}.
 *
 * @param <S> type of the settings
 */
public interface QuantityReader<S extends QuantitySpec> {
  /** Returns the value of {@code compute}. */
  String word();

  /**
   * Whether the quantity is a derivative with respect to the features of each sample ({@code wrt:
   * inputs}).
   */
  default boolean byInputs() {
    return false;
  }

  /** Returns the root keys that this value accepts. */
  List<String> keys();

  /** Returns the keys of the sections among {@link #keys}. */
  default Map<String, List<String>> sections() {
    return Map.of();
  }

  /**
   * Reads and checks the settings.
   *
   * @throws io.sparkhessian.Failure of kind input, with place and field
   */
  S read(QuantitySection section);
}
