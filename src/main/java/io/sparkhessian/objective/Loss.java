package io.sparkhessian.objective;

import io.sparkhessian.Failure;
import io.sparkhessian.graph.Columns;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import java.util.function.IntFunction;

/** The loss of a sample: a function of the outputs z of a model and the labels y. */
public enum Loss {
  /**
   * −log softmax(z)[y]; y is a class, 0 to K − 1. The loss is a difference of numbers of the size
   * of z, so the loss of a confidently classified sample has an absolute error of ε |z|.
   */
  CROSS_ENTROPY(LabelRule::classes, (g, z) -> g.subtract(g.logSumExp(z), g.gather(z, g.labels(1)))),
  /** Σ ½ (z − y)² over the outputs. */
  SQUARED_ERROR(
      outputs -> LabelRule.real(),
      (g, z) -> g.multiply(0.5, g.squaredNorm(g.subtract(z, labelsFor(g, z))))),
  /**
   * Σ log(1 + eᶻ) − y z over the outputs; y is 0 or 1. Computed as log(1 + e^((1 − 2y) z)), which
   * has a small relative error near 0.
   */
  LOGISTIC(
      outputs -> LabelRule.binary(),
      (g, z) -> g.rowSum(g.softplus(g.multiply(againstLabel(g, labelsFor(g, z)), z)))),
  /** Σ eᶻ − y z over the outputs; y is a count. */
  POISSON(
      outputs -> LabelRule.nonNegative(),
      (g, z) -> g.rowSum(g.subtract(g.exp(z), g.multiply(labelsFor(g, z), z))));

  private interface Term {
    Node apply(GraphBuilder g, Node z);
  }

  @SuppressWarnings("ImmutableEnumChecker") // a method reference is
  private final IntFunction<LabelRule> labels;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference is
  private final Term term;

  Loss(IntFunction<LabelRule> labels, Term term) {
    this.labels = labels;
    this.term = term;
  }

  /**
   * Returns the loss of each sample.
   *
   * @param predictors outputs of the model without the data's offset
   */
  Node apply(GraphBuilder g, Node predictors, Columns columns) {
    int offsets = columns.width(Leaf.SampleInput.OFFSET);
    if (offsets == 0) {
      return term.apply(g, g.output(predictors));
    }
    int outputs = predictors.type().columns();
    if (offsets != outputs) {
      throw Failure.input(
          "data.offset: the objective has %d outputs, but %d offset columns are named; name %s"
              .formatted(
                  outputs,
                  offsets,
                  this == CROSS_ENTROPY
                      ? "one for each class: the same offset for all classes changes nothing"
                      : "as many"));
    }
    return term.apply(g, g.output(g.add(predictors, g.offset(offsets))));
  }

  LabelRule labels(int outputs) {
    return labels.apply(outputs);
  }

  /** Returns the number of label columns for a number of outputs. */
  public int labelColumns(int outputs) {
    return this == CROSS_ENTROPY ? 1 : outputs;
  }

  /** Returns 1 − 2y: 1 for the label 0, −1 for the label 1. */
  private static Node againstLabel(GraphBuilder g, Node label) {
    return g.subtract(g.constant(1), g.multiply(2, label));
  }

  private static Node labelsFor(GraphBuilder g, Node z) {
    return g.labels(z.type().columns());
  }
}
