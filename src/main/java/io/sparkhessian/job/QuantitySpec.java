package io.sparkhessian.job;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The quantity of a job: a value of {@code compute} with its settings. */
public interface QuantitySpec {
  /** Returns the value of {@code compute}. */
  String word();

  /** Returns the settings as plain values in the keys of a job file, with every default. */
  Map<String, Object> resolved();

  /** Returns the path of the file of vectors that the quantity reads. */
  default Optional<String> vectors() {
    return Optional.empty();
  }

  /** Whether the numbers depend on {@code tile}. */
  default boolean isTiled() {
    return false;
  }

  /**
   * Whether the quantity is a derivative with respect to the features of each sample, not the
   * parameters.
   */
  default boolean byInputs() {
    return false;
  }

  /** Returns the formats in which the result can be exported; empty without exports. */
  default Set<ExportFormat> exports() {
    return Set.of();
  }
}
