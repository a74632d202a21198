package io.sparkhessian.objective;

import io.sparkhessian.graph.Columns;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import java.util.List;

/**
 * A twice differentiable function of parameters and, optionally, of data.
 *
 * <p>An implementation needs a public constructor without arguments, or one that takes a {@code
 * Map<String, Object>}.
 */
@FunctionalInterface
public interface Objective {

  /**
   * Builds the objective.
   *
   * @param graph builder of the parameters and of the operations on them; parameters are numbered
   *     in the order of their creation, their elements row by row; names of data ({@link
   *     Leaf#RESERVED}) are not allowed
   * @param features number of features of a sample; 0 without data
   * @return one number per sample, the loss ℓ_s, which the job weights and reduces over the
   *     samples; or one shared number, the whole objective
   */
  Node define(GraphBuilder graph, int features);

  /**
   * Builds an objective that reads more of a sample than features, labels and weight. The default
   * calls {@link #define(GraphBuilder, int)}.
   *
   * @param columns named rows of a sample, with their lengths
   */
  default Node define(GraphBuilder graph, Columns columns) {
    return define(graph, columns.features());
  }

  /**
   * Returns the name of one parameter in {@code parameters.csv}, such as {@code
   * layer1.weight[3,17]} or {@code layer1.bias[3]}.
   *
   * @param features names of the features
   */
  default String elementName(Leaf.Parameter matrix, int row, int column, List<String> features) {
    return ElementNames.byPlace(matrix.name(), matrix.rows(), matrix.columns(), row, column);
  }

  /** Returns the constraint on the labels. */
  default LabelRule labels() {
    return LabelRule.real();
  }
}
