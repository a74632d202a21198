package io.sparkhessian.autodiff;

import io.sparkhessian.autodiff.rules.TangentRule;
import io.sparkhessian.graph.Binary;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Unary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Forward mode over any graph: derivatives of its outputs along directions in some leaves. Applied
 * to a gradient graph, it gives Hessian-vector products.
 */
public final class Tangent {
  private Tangent() {}

  /** Name of the output with the tangent of {@code output}. */
  public static String name(String pass, String output) {
    return "tangent(" + pass + ")/" + output;
  }

  /**
   * Adds one output {@link #name} for each of {@code outputs} that depends on the leaves; a zero
   * tangent gets no output. Evaluation supplies the directions, as a {@link Leaf.Seed} with each
   * leaf's name and shape.
   *
   * @param pass a name that distinguishes several passes over one graph
   */
  public static Graph of(
      Graph graph, String pass, Collection<String> leaves, Collection<String> outputs) {
    GraphBuilder g = new GraphBuilder(graph);
    return withTangents(g, graph, pass, seeds(g, graph, leaves), outputs);
  }

  /** Like {@link #of}, with the seed at an inner node: the output {@code value}. */
  static Graph at(Graph graph, String value, Collection<String> outputs) {
    GraphBuilder g = new GraphBuilder(graph);
    return withTangents(g, graph, value, seedAt(g, graph, value), outputs);
  }

  /** A seed with the name {@code value} for the output {@code value}. */
  static Map<Node, Node> seedAt(GraphBuilder g, Graph graph, String value) {
    Node node = graph.output(value);
    return Map.of(node, g.add(new Leaf.Seed(value, node.type().withDirections(true))));
  }

  private static Graph withTangents(
      GraphBuilder g, Graph graph, String pass, Map<Node, Node> seeds, Collection<String> outputs) {
    Map<Node, Node> tangents = tangents(g, graph, seeds);
    Map<String, Node> named = new LinkedHashMap<>(graph.outputs());
    for (String output : outputs) {
      Node tangent = tangents.get(graph.output(output));
      if (tangent != null) {
        named.put(name(pass, output), tangent);
      }
    }
    return Graph.of(named);
  }

  /** Seeds for those leaves that the graph has. */
  static Map<Node, Node> seeds(GraphBuilder g, Graph graph, Collection<String> leaves) {
    Map<Node, Node> seeds = new HashMap<>();
    for (String name : leaves) {
      graph
          .leaf(name)
          .ifPresent(
              leaf ->
                  seeds.put(leaf, g.add(new Leaf.Seed(name, leaf.type().withDirections(true)))));
    }
    return seeds;
  }

  /** The tangents of all nodes that depend on the nodes in {@code seeds}. */
  static Map<Node, Node> tangents(GraphBuilder g, Graph graph, Map<Node, Node> seeds) {
    return among(g, graph.nodes(), seeds);
  }

  /** The tangents within some nodes, operands first. */
  static Map<Node, Node> among(GraphBuilder g, List<Node> nodes, Map<Node, Node> seeds) {
    Map<Node, Node> tangents = new HashMap<>(seeds);
    for (Node node : nodes) {
      List<Node> moved = of(tangents, node.operands());
      if (seeds.containsKey(node) || moved.stream().allMatch(each -> each == null)) {
        continue;
      }
      Node tangent = TangentRule.of(node.op()).apply(g, node, moved);
      if (tangent != null) {
        tangents.put(node, g.broadcastTo(tangent, node.type()));
      }
    }
    return tangents;
  }

  /** The entries of nodes; null where the map has none. */
  static List<Node> of(Map<Node, Node> tangents, List<Node> nodes) {
    List<Node> found = new ArrayList<>();
    for (Node node : nodes) {
      found.add(tangents.get(node));
    }
    return found;
  }

  /**
   * Whether each element of a tangent depends only on the same element of its seed, so that the
   * derivative is a diagonal matrix (for each sample).
   */
  public static boolean isElementwise(Node tangent) {
    if (!tangent.type().directional() || tangent.op() instanceof Leaf.Seed) {
      return true;
    }
    boolean elementwise = tangent.op() instanceof Unary || tangent.op() instanceof Binary;
    return elementwise
        && tangent.operands().stream()
            .allMatch(
                operand ->
                    !operand.type().directional()
                        || (operand.type().equals(tangent.type()) && isElementwise(operand)));
  }
}
