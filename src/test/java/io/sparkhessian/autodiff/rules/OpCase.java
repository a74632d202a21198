package io.sparkhessian.autodiff.rules;

import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Op;
import io.sparkhessian.graph.Type;
import java.util.List;

/**
 * An operation with operands of given types, to be differentiated.
 *
 * @param covers the operation that the case is about
 */
record OpCase(String name, Class<? extends Op> covers, List<Operand> operands, Build build) {

  /** Applies the operation to its operands. */
  @FunctionalInterface
  interface Build {
    Node on(GraphBuilder g, List<Node> operands);
  }

  /**
   * An operand with elements from {@code low} to {@code high}. A per-sample operand is the product
   * of the features and a parameter, so that it differs between samples and still depends on the
   * parameter.
   */
  record Operand(Type type, double low, double high) {
    static Operand of(Type type) {
      return new Operand(type, -1.5, 1.5);
    }

    static Operand positive(Type type) {
      return new Operand(type, 0.7, 1.8);
    }

    static Operand negative(Type type) {
      return new Operand(type, -1.8, -0.7);
    }
  }

  static OpCase of(Op op, Operand... operands) {
    List<Operand> all = List.of(operands);
    String name = op.label() + " " + all.stream().map(Operand::type).toList();
    return new OpCase(
        name, op.getClass(), all, (g, nodes) -> g.add(op, nodes.toArray(Node[]::new)));
  }

  @Override
  public String toString() {
    return name;
  }
}
