package io.sparkhessian.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphSerializationTest {
  private final GraphBuilder g = new GraphBuilder();

  @Test
  void everyOperationSurvivesSerialization() throws Exception {
    Node weight = g.parameter("weights", 2, 3);
    Node z = g.add(g.matMulTransposed(g.features(3), weight), g.intercept("bias", 2));
    Node numbers = g.constant(new double[][] {{0.1, Double.NaN}});
    Node seed = g.add(new Leaf.Seed("bias", Type.shared(1, 2).withDirections(true)));
    Map<String, Node> outputs = new LinkedHashMap<>();
    outputs.put("loss", g.meanOverSamples(g.gather(g.logSoftmax(z), g.labels(1))));
    outputs.put("tangent", g.contract(g.pad(seed, 1, 2), g.power(g.sin(numbers), 2.5)));
    outputs.put("parameter", weight);
    Graph graph = Graph.of(outputs);
    Graph copy = copy(graph);
    assertEquals(graph.toString(), copy.toString());
    assertEquals(graph.outputs().keySet(), copy.outputs().keySet());
    for (int id = 0; id < graph.nodes().size(); id++) {
      assertEquals(graph.nodes().get(id).op(), copy.nodes().get(id).op());
    }
  }

  @Test
  void sharedNodesStayShared() throws Exception {
    Node sine = g.sin(g.parameter("a", 1, 1));
    Graph copy = copy(Graph.of(Map.of("x", g.multiply(sine, sine), "y", g.exp(sine))));
    Node product = copy.output("x");
    assertSame(product.operand(0), product.operand(1));
    assertSame(product.operand(0), copy.output("y").operand(0));
  }

  @Test
  void aDeepGraphNeedsNoDeepStack() throws Exception {
    Node node = g.parameter("a", 1, 2);
    for (int depth = 0; depth < 5000; depth++) {
      node = g.add(g.sin(node), g.constant(depth % 7));
    }
    Graph graph = Graph.of(Map.of("deep", node));
    assertEquals(graph.toString(), copy(graph).toString());
  }

  private static Graph copy(Graph graph) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(graph);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Graph) in.readObject();
    }
  }
}
