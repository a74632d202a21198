package io.sparkhessian.autodiff;

import io.sparkhessian.autodiff.rules.CotangentRule;
import io.sparkhessian.autodiff.rules.Terms;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reverse mode: builds the graph of the derivative of a scalar with respect to leaves. */
public final class Gradient {
  private Gradient() {}

  /** Name of the output with the gradient with respect to a leaf. */
  public static String name(String leaf) {
    return "gradient/" + leaf;
  }

  /**
   * Adds one output {@link #name} per leaf, in the leaf's shape.
   *
   * @param scalar the output to differentiate
   */
  public static Graph of(Graph graph, String scalar, Collection<String> leaves) {
    GraphBuilder g = new GraphBuilder(graph);
    List<Node> with =
        leaves.stream()
            .map(
                name ->
                    graph
                        .leaf(name)
                        .orElseThrow(() -> new IllegalArgumentException("no leaf " + name)))
            .toList();
    Node z = graph.output(scalar);
    if (!z.type().isScalar() || z.type().directional()) {
      throw new IllegalArgumentException("not a scalar: " + z);
    }
    Map<Node, Node> cotangents = cotangents(g, graph, Map.of(z, g.constant(1)), with);
    Map<String, Node> outputs = new LinkedHashMap<>(graph.outputs());
    for (Node leaf : with) {
      Node cotangent = cotangents.get(leaf);
      Node zero = g.broadcastTo(g.constant(0), leaf.type());
      outputs.put(name(((Leaf) leaf.op()).name()), cotangent == null ? zero : cotangent);
    }
    return Graph.of(outputs);
  }

  /**
   * Adds the cotangents of some outputs as further outputs.
   *
   * @param scalar the output to differentiate
   * @param names the outputs, each with the name of its cotangent
   */
  static Graph at(Graph graph, String scalar, Map<String, String> names) {
    GraphBuilder g = new GraphBuilder(graph);
    List<Node> with = names.keySet().stream().map(graph::output).toList();
    Map<Node, Node> cotangents =
        cotangents(g, graph, Map.of(graph.output(scalar), g.constant(1)), with);
    Map<String, Node> outputs = new LinkedHashMap<>(graph.outputs());
    names.forEach(
        (output, name) -> {
          Node node = graph.output(output);
          Node cotangent = cotangents.getOrDefault(node, g.constant(0));
          outputs.put(name, g.broadcastTo(cotangent, node.type()));
        });
    return Graph.of(outputs);
  }

  /**
   * The cotangents of the nodes in {@code with} and of the nodes between, given the cotangents of
   * some nodes.
   */
  static Map<Node, Node> cotangents(
      GraphBuilder g, Graph graph, Map<Node, Node> given, Collection<Node> with) {
    return among(g, graph, given, downstream(graph, with));
  }

  /** The cotangents of the nodes in {@code active}, propagated through these nodes only. */
  static Map<Node, Node> among(
      GraphBuilder g, Graph graph, Map<Node, Node> given, Set<Node> active) {
    Map<Node, Node> cotangents = new HashMap<>(given);
    for (int id = graph.nodes().size() - 1; id >= 0; id--) {
      Node node = graph.nodes().get(id);
      Node cotangent = cotangents.get(node);
      if (cotangent == null || !active.contains(node)) {
        continue;
      }
      List<Node> shares = CotangentRule.of(node.op()).apply(g, node, cotangent);
      for (int i = 0; i < shares.size(); i++) {
        Node operand = node.operand(i);
        if (shares.get(i) != null && active.contains(operand)) {
          cotangents.put(
              operand, Terms.of(g).plus(cotangents.get(operand)).plus(shares.get(i)).sum());
        }
      }
    }
    return cotangents;
  }

  /** The nodes in {@code from} and all nodes that depend on them. */
  static Set<Node> downstream(Graph graph, Collection<Node> from) {
    Set<Node> reached = new HashSet<>(from);
    for (Node node : graph.nodes()) {
      if (node.operands().stream().anyMatch(reached::contains)) {
        reached.add(node);
      }
    }
    return reached;
  }

  /** The nodes on paths from {@code from} to {@code z}, both ends included. */
  static Set<Node> between(Graph graph, Collection<Node> from, Node z) {
    Set<Node> between = new HashSet<>();
    Set<Node> needed = new HashSet<>(List.of(z));
    Set<Node> reached = downstream(graph, from);
    for (int id = z.id(); id >= 0; id--) {
      Node node = graph.nodes().get(id);
      if (!needed.contains(node)) {
        continue;
      }
      needed.addAll(node.operands());
      if (reached.contains(node)) {
        between.add(node);
      }
    }
    return between;
  }
}
