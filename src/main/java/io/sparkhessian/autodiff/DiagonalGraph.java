package io.sparkhessian.autodiff;

import io.sparkhessian.graph.Graph;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * A graph whose outputs hold a diagonal.
 *
 * @param graph with the output {@link #name} for leaves whose entries follow from one pass over the
 *     samples, and {@link #along} for parameters that need one-hot directions
 * @param moved for each parameter with the output {@link #along}, the leaves that share its
 *     directions
 */
public record DiagonalGraph(Graph graph, Map<String, List<String>> moved) implements Serializable {
  public DiagonalGraph {
    moved = Map.copyOf(moved);
  }

  /** Name of the output with the diagonal at a leaf, in the leaf's shape. */
  public static String name(String leaf) {
    return "diagonal/" + leaf;
  }

  /** Name of the output with eᵀ M e for each direction e in a parameter. */
  public static String along(String parameter) {
    return "diagonal-along/" + parameter;
  }
}
