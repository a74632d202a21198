package io.sparkhessian.job;

import io.sparkhessian.job.yaml.YamlSection;
import java.util.List;

/**
 * Reads the {@code objective} section of a job file for one value of {@code objective.type}.
 *
 * @param <S> the settings that it reads
 */
public interface ObjectiveReader<S extends ObjectiveSpec> {
  /** Returns the value of {@code objective.type}. */
  String word();

  /** Returns the keys beside {@code type} that this value takes; all others are refused. */
  List<String> keys();

  /**
   * Reads and checks the settings.
   *
   * @param section the section, whose keys are known to belong to this type
   * @throws io.sparkhessian.Failure of kind input, with place and field
   */
  S read(YamlSection section);
}
