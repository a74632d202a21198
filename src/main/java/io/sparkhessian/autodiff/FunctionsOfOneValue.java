package io.sparkhessian.autodiff;

import io.sparkhessian.graph.Binary;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Unary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values that are elementwise functions of a single earlier value, over any number of
 * operations: x σ(x) is one function of x.
 */
final class FunctionsOfOneValue {
  private final Map<Node, List<Node>> functions = new HashMap<>();

  /**
   * @param moved the per-sample values to consider
   * @param arguments the values in {@code moved} to treat as arguments, never as functions of
   *     another value
   */
  FunctionsOfOneValue(Graph graph, Set<Node> moved, Set<Node> arguments) {
    Map<Node, Node> argumentOf = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (!moved.contains(node)) {
        continue;
      }
      Set<Node> of = new HashSet<>();
      node.operands().stream().filter(moved::contains).forEach(x -> of.add(argumentOf.get(x)));
      boolean elementwise = node.op() instanceof Unary || node.op() instanceof Binary;
      Node one = of.size() == 1 ? of.iterator().next() : node;
      boolean function = elementwise && !arguments.contains(node) && one.type().equals(node.type());
      argumentOf.put(node, function ? one : node);
      functions.computeIfAbsent(argumentOf.get(node), any -> new ArrayList<>()).add(node);
    }
  }

  /**
   * The functions of a value, including the value itself, operands first. Empty for a value that is
   * itself a function of another one.
   */
  List<Node> of(Node value) {
    return functions.getOrDefault(value, List.of());
  }

  /**
   * The derivatives of functions with respect to their argument, without entries for zeros.
   *
   * @param first f′
   * @param second f″
   */
  record Derivatives(Map<Node, Node> first, Map<Node, Node> second) {}

  Derivatives derivatives(GraphBuilder g, Node value) {
    Node ones = g.broadcastTo(g.constant(1), value.type());
    Map<Node, Node> first = Tangent.among(g, of(value), Map.of(value, ones));
    return new Derivatives(first, Taylor.seconds(g, of(value), first));
  }
}
