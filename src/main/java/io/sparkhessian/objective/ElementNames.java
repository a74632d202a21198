package io.sparkhessian.objective;

import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import java.util.ArrayList;
import java.util.List;

/** The names that an objective gives to its N parameters, in their order. */
public final class ElementNames {
  private ElementNames() {}

  /**
   * The names.
   *
   * @param graph the objective's graph
   * @param features the names of the features
   * @throws io.sparkhessian.Failure when the objective's own method throws
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

  /** The name of a matrix's element by its place: of a row by its column, of a number none. */
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
