package io.sparkhessian.autodiff;

import java.io.Serializable;

/**
 * A linear site: the product z = u Pᵀ of a per-sample input u and a parameter matrix P. A bias is a
 * site with input 1; an elementwise scale γ ⊙ u is a site in which each unit has its own input.
 *
 * @param number index among the sites of an objective
 * @param parameter name of the leaf
 * @param units number of columns of z
 * @param inputs number of weights of a unit, d
 * @param sparse whether u is the sparse features, which no output holds
 * @param nonzeros average number of nonzero inputs of a sample; d if dense
 * @param ownInputs whether unit i has only column i of u as its input; {@code inputs} is then 1
 * @param unitStride distance in the row-major parameter to the same weight of the next unit
 * @param inputStride distance in the row-major parameter to the next weight of the same unit
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

  /** Name of the output with u: n × d, n × units with {@code ownInputs}, or a number. */
  public String input() {
    return "site/" + number + "/input";
  }

  /** Index of a weight in the row-major parameter. */
  public int element(int unit, int input) {
    return unit * unitStride + input * inputStride;
  }

  /** Whether the weights of a unit are contiguous. */
  public boolean unitMajor() {
    return inputStride == 1 || inputs == 1;
  }
}
