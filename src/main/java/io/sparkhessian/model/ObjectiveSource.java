package io.sparkhessian.model;

import io.sparkhessian.job.ObjectiveReader;
import io.sparkhessian.job.ObjectiveSpec;
import org.apache.hadoop.conf.Configuration;

/**
 * A source of objectives: everything about one value of {@code objective.type}.
 *
 * @param <S> its settings
 */
public interface ObjectiveSource<S extends ObjectiveSpec> extends ObjectiveReader<S> {
  /**
   * Returns the model that the settings describe, with the files that it consists of read.
   *
   * @throws io.sparkhessian.Failure of kind input when a file is missing or wrong
   */
  Model load(Configuration hadoop, S spec);
}
