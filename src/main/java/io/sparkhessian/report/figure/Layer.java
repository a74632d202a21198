package io.sparkhessian.report.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * A parameter matrix, stored row by row in θ.
 *
 * @param from index of its first element in θ
 */
public record Layer(String name, int rows, int columns, int from) {
  public Layer {
    if (rows < 1 || columns < 1 || from < 0) {
      throw new IllegalArgumentException(
          name + ": " + rows + " × " + columns + " from " + from + " is no parameter matrix");
    }
  }

  public int size() {
    return Math.multiplyExact(rows, columns);
  }

  /** Index after its last element in θ. */
  public int to() {
    return from + size();
  }

  /** Consecutive matrices with the names, rows and columns of {@code shapes}. */
  public static List<Layer> inOrder(List<Layer> shapes) {
    List<Layer> layers = new ArrayList<>();
    int from = 0;
    for (Layer shape : shapes) {
      layers.add(new Layer(shape.name, shape.rows, shape.columns, from));
      from += shape.size();
    }
    return layers;
  }
}
