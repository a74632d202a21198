package io.sparkhessian.autodiff;

import io.sparkhessian.autodiff.rules.TaylorRule;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Second-order forward mode: d²/dh² f(θ + h v) at h = 0, which is vᵀHv for a scalar f, without a
 * reverse pass.
 */
public final class Taylor {
  private Taylor() {}

  /** Name of the output with the second directional derivative of {@code output}. */
  public static String name(String pass, String output) {
    return "second(" + pass + ")/" + output;
  }

  /**
   * Adds one output {@link #name} for each of {@code outputs} whose second derivative is not zero.
   * Directions are seeds as in {@link Tangent}.
   */
  public static Graph of(
      Graph graph, String pass, Collection<String> leaves, Collection<String> outputs) {
    GraphBuilder g = new GraphBuilder(graph);
    Map<Node, Node> tangents = Tangent.tangents(g, graph, Tangent.seeds(g, graph, leaves));
    Map<Node, Node> seconds = seconds(g, graph.nodes(), tangents);
    Map<String, Node> named = new LinkedHashMap<>(graph.outputs());
    for (String output : outputs) {
      Node second = seconds.get(graph.output(output));
      if (second != null) {
        named.put(name(pass, output), second);
      }
    }
    return Graph.of(named);
  }

  /** The second derivatives of nodes, operands first, along the line with the given tangents. */
  static Map<Node, Node> seconds(GraphBuilder g, List<Node> nodes, Map<Node, Node> tangents) {
    Map<Node, Node> seconds = new HashMap<>();
    for (Node node : nodes) {
      List<Node> first = Tangent.of(tangents, node.operands());
      if (first.stream().allMatch(each -> each == null)) {
        continue;
      }
      Node second =
          TaylorRule.of(node.op())
              .apply(g, node, tangents.get(node), first, Tangent.of(seconds, node.operands()));
      if (second != null) {
        seconds.put(node, g.broadcastTo(second, node.type()));
      }
    }
    return seconds;
  }
}
