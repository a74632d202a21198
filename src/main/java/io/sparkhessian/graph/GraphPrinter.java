package io.sparkhessian.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a graph, one line per node: {@code %4 = matMulTransposed %0 %1 : per-sample 1×32}. */
public final class GraphPrinter {
  private GraphPrinter() {}

  public static String print(Graph graph) {
    Map<Node, String> names = new HashMap<>();
    graph.outputs().forEach((name, node) -> names.merge(node, name, (a, b) -> a + ", " + b));
    return graph.nodes().stream()
        .map(node -> line(node) + (names.containsKey(node) ? "  → " + names.get(node) : ""))
        .collect(Collectors.joining("\n"));
  }

  static String line(Node node) {
    String operands =
        node.operands().stream().map(operand -> " %" + operand.id()).collect(Collectors.joining());
    return "%%%d = %s%s : %s".formatted(node.id(), node.op().label(), operands, node.type());
  }
}
