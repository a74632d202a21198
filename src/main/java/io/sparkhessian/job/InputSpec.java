package io.sparkhessian.job;

import java.util.List;
import java.util.OptionalInt;

/**
 * What is differentiated with respect to the features of each sample, and by which of them.
 *
 * @param columns names of features, in the order that results have; empty for all
 * @param output of the model, in place of the loss
 * @param ofClass whether the output is named as the score of a class
 * @param form of a Hessian; of Laplacians, packed
 */
public record InputSpec(
    List<String> columns, OptionalInt output, boolean ofClass, TriangleForm form) {
  public InputSpec {
    columns = List.copyOf(columns);
  }

  /** The key that names the output. */
  public String outputKey() {
    return ofClass ? "inputs.class" : "inputs.output";
  }
}
