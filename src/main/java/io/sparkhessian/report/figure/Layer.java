package io.sparkhessian.report.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * A parameter matrix, row by row in θ.
 *
 * @param from where it starts in θ
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

  /** The index in θ behind its last element. */
  public int to() {
    return from + size();
  }

  /** Matrices one behind the other; each is given as a name, rows and columns. */
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
