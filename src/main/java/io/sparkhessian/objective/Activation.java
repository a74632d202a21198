package io.sparkhessian.objective;

import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import java.util.function.BiFunction;

/** The elementwise function between two layers of a network. */
public enum Activation {
  TANH(GraphBuilder::tanh),
  SIGMOID(GraphBuilder::sigmoid),
  SOFTPLUS(GraphBuilder::softplus),
  /** x σ(x). */
  SILU((g, x) -> g.multiply(x, g.sigmoid(x))),
  /** x Φ(x) = x/2 (1 + erf(x/√2)), the exact form. */
  GELU(
      (g, x) ->
          g.multiply(
              g.multiply(0.5, x), g.add(g.constant(1), g.erf(g.multiply(1 / Math.sqrt(2), x))))),
  RELU(GraphBuilder::relu),
  IDENTITY((g, x) -> x);

  @SuppressWarnings("ImmutableEnumChecker") // a method reference is
  private final BiFunction<GraphBuilder, Node, Node> function;

  Activation(BiFunction<GraphBuilder, Node, Node> function) {
    this.function = function;
  }

  Node apply(GraphBuilder g, Node x) {
    return function.apply(g, x);
  }
}
