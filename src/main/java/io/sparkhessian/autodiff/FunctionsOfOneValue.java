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
 * Which values are functions, element by element, of one value before them, however many operations
 * they take: x σ(x) is one function of x.
 */
final class FunctionsOfOneValue {
  private final Map<Node, List<Node>> functions = new HashMap<>();

  /**
   * @param moved the values of samples that are looked at
   * @param arguments those of them that are arguments, never functions of another value
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
   * The functions of a value, itself among them, operands first; none of a value that is itself a
   * function of another one.
   */
  List<Node> of(Node value) {
    return functions.getOrDefault(value, List.of());
  }

  /**
   * The derivatives of functions by their argument; null where one is zero.
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
