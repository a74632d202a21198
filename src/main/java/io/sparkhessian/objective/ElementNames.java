package io.sparkhessian.objective;

import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import java.util.ArrayList;
import java.util.List;

/** Names of the N parameters of an objective, in order. */
public final class ElementNames {
  private ElementNames() {}

  /**
   * Returns the names.
   *
   * @param graph graph of the objective
   * @param features names of the features
   * @throws io.sparkhessian.Failure if the objective's own method throws
   */
  public static List<String> of(Objective objective, Graph graph, List<String> features) {
    List<String> names = new ArrayList<>();
    for (Leaf.Parameter matrix : graph.parameters()) {
      for (int row = 0; row < matrix.rows(); row++) {
        for (int column = 0; column < matrix.columns(); column++) {
          names.add(name(objective, matrix, row, column, features));
        }
      }
    }
    return names;
  }

  /** Returns the indices of an element: row and column, the column in a row, none in a scalar. */
  public static String byPlace(String matrix, int rows, int columns, int row, int column) {
    if (rows * columns == 1) {
      return matrix;
    }
    return rows == 1
        ? "%s[%d]".formatted(matrix, column)
        : "%s[%d,%d]".formatted(matrix, row, column);
  }

  private static String name(
      Objective objective, Leaf.Parameter matrix, int row, int column, List<String> features) {
    try {
      return objective.elementName(matrix, row, column, features);
    } catch (RuntimeException e) {
      throw ObjectiveMistake.in("elementName", e);
    }
  }
}
