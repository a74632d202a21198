package io.sparkhessian.model;

import io.sparkhessian.graph.Columns;
import io.sparkhessian.io.parameters.ParameterVector;
import io.sparkhessian.job.ColumnRoles;
import io.sparkhessian.objective.Objective;
import java.util.List;
import java.util.Optional;

/** A model of a job, before its data are read. */
@FunctionalInterface
public interface Model {
  /**
   * Returns the objective over data with these columns.
   *
   * @param parameters the number of parameters that the job has
   * @throws io.sparkhessian.Failure of kind input when they do not fit the model
   */
  Objective objective(Columns columns, int parameters);

  /**
   * Returns the columns that the model reads.
   *
   * @param named by the job
   */
  default ColumnRoles roles(ColumnRoles named) {
    return named;
  }

  /** Returns the model's own parameters, which hold unless the job names a file. */
  default Optional<ParameterVector> parameters() {
    return Optional.empty();
  }

  /** Returns the files that the model was read from. */
  default List<ModelFile> files() {
    return List.of();
  }
}
