package io.sparkhessian.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphTest {
  private final GraphBuilder g = new GraphBuilder();

  @Test
  void keepsOnlyNodesThatOutputsNeed() {
    Node a = g.parameter("a", 1, 1);
    Node unused = g.exp(g.parameter("b", 1, 1));
    Node sine = g.sin(a);
    g.add(unused, sine);
    Graph graph = Graph.of(Map.of("sine", sine));
    assertEquals(List.of("a"), graph.parameters().stream().map(Leaf.Parameter::name).toList());
    assertEquals(2, graph.nodes().size());
    assertFalse(graph.leaf("b").isPresent());
  }

  @Test
  void numbersNodesInTopologicalOrder() {
    Node a = g.parameter("a", 1, 1);
    g.cos(a);
    Node deep = g.add(g.sin(a), g.exp(g.sin(a)));
    Graph graph = Graph.of(Map.of("deep", deep, "sine", g.sin(a)));
    for (int id = 0; id < graph.nodes().size(); id++) {
      Node node = graph.nodes().get(id);
      assertEquals(id, node.id());
      assertTrue(node.operands().stream().allMatch(each -> each.id() < node.id()), node.toString());
      assertTrue(graph.nodes().containsAll(node.operands()), node.toString());
    }
  }

  @Test
  void outputsShareNodes() {
    Node shared = g.sin(g.parameter("a", 1, 1));
    Graph graph = Graph.of(Map.of("x", g.exp(shared), "y", g.cos(shared), "z", shared));
    assertEquals(4, graph.nodes().size());
  }

  @Test
  void outputsKeepTheirOrderAndMayNameOneNode() {
    Node a = g.parameter("a", 1, 1);
    Map<String, Node> outputs = new LinkedHashMap<>();
    outputs.put("second", g.exp(a));
    outputs.put("first", a);
    outputs.put("again", g.exp(a));
    Graph graph = Graph.of(outputs);
    assertEquals(List.of("second", "first", "again"), List.copyOf(graph.outputs().keySet()));
    assertEquals(graph.output("second"), graph.output("again"));
  }

  @Test
  void findsLeavesButNotSeedsByName() {
    Node seed = g.add(new Leaf.Seed("a", Type.scalar().withDirections(true)));
    Graph graph = Graph.of(Map.of("both", g.multiply(seed, g.features(1))));
    assertTrue(graph.leaf("features").isPresent());
    assertFalse(graph.leaf("a").isPresent());
  }

  @Test
  void constantsAreNotFoundByName() {
    Node two = g.constant(2);
    Node named = g.parameter("2.0", 1, 1);
    Graph graph = Graph.of(Map.of("both", g.multiply(two, named)));
    assertEquals(named.op(), graph.leaf("2.0").orElseThrow().op());
  }

  @Test
  void anUnknownOutputIsNamed() {
    Graph graph = Graph.of(Map.of("a", g.parameter("a", 1, 1)));
    assertEquals(
        "no output b in [a]",
        assertThrows(IllegalArgumentException.class, () -> graph.output("b")).getMessage());
  }

  @Test
  void aGraphIsImmutable() {
    Node a = g.parameter("a", 1, 1);
    Map<String, Node> outputs = new HashMap<>(Map.of("a", a));
    Graph graph = Graph.of(outputs);
    Node node = graph.output("a");
    outputs.clear();
    g.sin(a);
    assertEquals(1, graph.nodes().size());
    assertEquals(1, graph.outputs().size());
    assertThrows(UnsupportedOperationException.class, () -> graph.nodes().clear());
    assertThrows(UnsupportedOperationException.class, () -> graph.outputs().put("b", node));
    assertThrows(UnsupportedOperationException.class, () -> node.operands().add(node));
    assertThrows(UnsupportedOperationException.class, () -> graph.parameters().clear());
  }

  @Test
  void constantsAreImmutable() {
    double[][] rows = {{1, 2}, {3, 4}};
    Values values = Values.of(rows);
    rows[0][0] = 9;
    values.toArray()[3] = 9;
    assertEquals(Values.of(new double[][] {{1, 2}, {3, 4}}), values);
    assertEquals(Values.of(new double[][] {{1, 2}, {3, 4}}).hashCode(), values.hashCode());
    assertEquals(3, values.get(1, 0));
  }
}
