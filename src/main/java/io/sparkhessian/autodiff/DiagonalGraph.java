package io.sparkhessian.autodiff;

import io.sparkhessian.graph.Graph;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * A diagonal as outputs of a graph.
 *
 * @param graph with the output {@link #name} of a leaf where one pass over the samples gives its
 *     entries, and {@link #along} of a parameter where one-hot directions do
 * @param moved for each parameter with the output {@link #along}, the leaves that the directions
 *     move together
 */
public record DiagonalGraph(Graph graph, Map<String, List<String>> moved) implements Serializable {
  public DiagonalGraph {
    moved = Map.copyOf(moved);
  }

  /** The output that holds the diagonal at this leaf, element by element. */
  public static String name(String leaf) {
    return "diagonal/" + leaf;
  }

  /** The output that holds eᵀ M e of each direction e in this parameter. */
  public static String along(String parameter) {
    return "diagonal-along/" + parameter;
  }
}
