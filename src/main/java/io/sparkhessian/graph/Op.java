package io.sparkhessian.graph;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * An operation of the graph: an immutable record that says what a node is, not what it is made of.
 */
public sealed interface Op extends Serializable permits Leaf, Unary, Binary, Product, Layout {

  /**
   * The type of the result.
   *
   * @throws TypeException when the operands do not fit
   */
  Type infer(List<Type> operands);

  /** The name the printer shows. */
  default String label() {
    String name = getClass().getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
