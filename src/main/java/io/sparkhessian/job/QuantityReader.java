package io.sparkhessian.job;

import java.util.List;
import java.util.Map;

/**
 * Reads the keys of a job file that belong to one value of {@code compute}.
 *
 * @param <S> the settings that it reads
 */
public interface QuantityReader<S extends QuantitySpec> {
  /** Returns the value of {@code compute}. */
  String word();

  /** Whether derivatives are taken by the features of each sample, as {@code wrt: inputs} says. */
  default boolean byInputs() {
    return false;
  }

  /** Returns the keys at the top of a job file that this value takes; all others are refused. */
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
