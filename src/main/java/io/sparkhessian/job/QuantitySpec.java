package io.sparkhessian.job;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a job computes: a value of {@code compute} with its settings. */
public interface QuantitySpec {
  /** Returns the value of {@code compute}. */
  String word();

  /** Returns the settings in the keys of a job file, as plain values, every default written out. */
  Map<String, Object> resolved();

  /** Returns the path of the file of vectors that the quantity takes. */
  default Optional<String> vectors() {
    return Optional.empty();
  }

  /** Whether the numbers depend on {@code tile}. */
  default boolean isTiled() {
    return false;
  }

  /** Whether derivatives are taken by the features of each sample, not by the parameters. */
  default boolean byInputs() {
    return false;
  }

  /** Returns the formats in which the result can be exported; none where it has no export. */
  default Set<ExportFormat> exports() {
    return Set.of();
  }
}
