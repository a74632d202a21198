package io.sparkhessian.graph;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/** An operation of the graph: an immutable record without the operands. */
public sealed interface Op extends Serializable permits Leaf, Unary, Binary, Product, Layout {

  /**
   * The type of the result.
   *
   * @throws TypeException when the types of the operands do not match
   */
  Type infer(List<Type> operands);

  /** Name in the printed graph. */
  default String label() {
    String name = getClass().getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
