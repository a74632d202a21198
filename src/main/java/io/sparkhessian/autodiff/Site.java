package io.sparkhessian.autodiff;

import java.io.Serializable;

/**
 * A linear site: a place where a parameter matrix P meets a per-sample input u, z = u Pᵀ. A bias is
 * a site whose input is 1, an elementwise scale γ ⊙ u one in which each unit has an input of its
 * own.
 *
 * @param number among the sites of an objective; names its input
 * @param parameter the leaf it uses
 * @param units columns of z
 * @param inputs d, the weights of a unit
 * @param sparse whether u is the features, and they are sparse: then no output holds it
 * @param nonzeros of the inputs of a sample, on the average; d where they are not sparse
 * @param ownInputs whether unit i sees column i of the input alone; then {@code inputs} is 1
 * @param unitStride how far the same weight of the next unit is in the parameter, row by row
 * @param inputStride how far the next weight of the same unit is
 */
public record Site(
    int number,
    String parameter,
    int units,
    int inputs,
    boolean sparse,
    int nonzeros,
    boolean ownInputs,
    int unitStride,
    int inputStride)
    implements Serializable {

  /** The output of the graph that holds u: n × d, n × units with {@code ownInputs}, or a number. */
  public String input() {
    return "site/" + number + "/input";
  }

  /** Where the weight of {@code input} in {@code unit} is in the parameter. */
  public int element(int unit, int input) {
    return unit * unitStride + input * inputStride;
  }

  /** Whether the weights of a unit lie side by side, unit after unit. */
  public boolean unitMajor() {
    return inputStride == 1 || inputs == 1;
  }
}
