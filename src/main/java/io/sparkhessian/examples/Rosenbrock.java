package io.sparkhessian.examples;

import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.objective.Objective;
import java.util.Map;
import java.util.Set;

/** Rosenbrock's function f(x) = Σ (a − xᵢ)² + b (xᵢ₊₁ − xᵢ²)², an objective without data. */
public final class Rosenbrock implements Objective {
  private final double a;
  private final double b;
  private final int size;

  /**
   * @param arguments {@code a} (1), {@code b} (100), {@code size}: the number of variables (2)
   */
  public Rosenbrock(Map<String, Object> arguments) {
    Arguments checked = Arguments.of(arguments, Set.of("a", "b", "size"));
    a = checked.number("a", 1);
    b = checked.number("b", 100);
    size = checked.count("size", 2, 2);
  }

  @Override
  public Node define(GraphBuilder graph, int features) {
    Node x = graph.parameter("x", 1, size);
    Node here = graph.columns(x, 0, size - 1);
    Node next = graph.columns(x, 1, size);
    Node toValley = graph.subtract(next, graph.multiply(here, here));
    Node alongValley = graph.subtract(graph.constant(a), here);
    return graph.add(
        graph.squaredNorm(alongValley), graph.multiply(b, graph.squaredNorm(toValley)));
  }
}
