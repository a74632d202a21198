package io.sparkhessian.examples;

import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.objective.Objective;
import java.util.Map;
import java.util.Set;

/** f(x) = Σ sin xᵢ, an objective without data and with the Hessian diag(−sin x). */
public final class SumOfSines implements Objective {
  private final int size;

  /**
   * @param arguments {@code size}: the number of variables
   */
  public SumOfSines(Map<String, Object> arguments) {
    size = Arguments.of(arguments, Set.of("size")).count("size", 0, 1);
  }

  @Override
  public Node define(GraphBuilder graph, int features) {
    return graph.sum(graph.sin(graph.parameter("x", 1, size)));
  }
}
