package io.sparkhessian.autodiff.rules;

import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Op;
import io.sparkhessian.graph.Type;
import java.util.List;

/**
 * An operation on operands of certain types, to be differentiated.
 *
 * @param covers the operation that the case is about
 */
record OpCase(String name, Class<? extends Op> covers, List<Operand> operands, Build build) {

  /** Puts the operation on its operands. */
  @FunctionalInterface
  interface Build {
    Node on(GraphBuilder g, List<Node> operands);
  }

  /**
   * An operand with elements from {@code low} to {@code high}; one a sample is the product of the
   * features and of a parameter, so that it differs from sample to sample and still moves.
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
