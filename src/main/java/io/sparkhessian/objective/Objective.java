package io.sparkhessian.objective;

import io.sparkhessian.graph.Columns;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import java.util.List;

/**
 * A function of parameters, and perhaps of data, whose second derivatives are wanted.
 *
 * <p>A class of one's own needs a public constructor without arguments, or one that takes a {@code
 * Map<String, Object>}.
 */
@FunctionalInterface
public interface Objective {

  /**
   * Builds the objective.
   *
   * @param graph makes the parameters and everything computed from them; parameters are numbered in
   *     the order they are made, the elements of each row by row, and are not called as the data
   *     are ({@link Leaf#RESERVED})
   * @param features how many features a sample has; 0 without data
   * @return a number a sample, the loss ℓ_s, which is weighted and reduced over the samples as the
   *     job says; or one shared number, the whole objective
   */
  Node define(GraphBuilder graph, int features);

  /**
   * Builds an objective that reads more than features, labels and weight; {@link
   * #define(GraphBuilder, int)} does so unless this method is overridden.
   *
   * @param columns the rows of a sample that exist, with their lengths
   */
  default Node define(GraphBuilder graph, Columns columns) {
    return define(graph, columns.features());
  }

  /**
   * The name of one parameter, as it stands in {@code parameters.csv}: {@code layer1.weight[3,17]},
   * {@code layer1.bias[3]}.
   *
   * @param features the names of the features
   */
  default String elementName(Leaf.Parameter matrix, int row, int column, List<String> features) {
    return ElementNames.byPlace(matrix.name(), matrix.rows(), matrix.columns(), row, column);
  }

  /** What a label may be. */
  default LabelRule labels() {
    return LabelRule.real();
  }
}
