package io.sparkhessian.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The outputs that the transforms add and omit. */
class AutodiffTest {
  private static final String LOSS = "loss";

  private final GraphBuilder g = new GraphBuilder();
  private final Graph graph = graph();

  /** Σ w (a·x)² + b, with an output independent of a and an unused parameter c. */
  private Graph graph() {
    Node product = g.matMulTransposed(g.features(3), g.parameter("a", 1, 3));
    Node b = g.parameter("b", 1, 1);
    Map<String, Node> outputs = new LinkedHashMap<>();
    outputs.put(LOSS, g.add(g.sumOverSamples(g.multiply(product, product)), b));
    outputs.put("linear", g.multiply(3, b));
    outputs.put("c", g.parameter("c", 2, 2));
    outputs.put("product", product);
    return Graph.of(outputs);
  }

  @Test
  void aGradientHasTheShapeOfItsLeaf() {
    Graph derived = Gradient.of(graph, LOSS, List.of("a", "features"));
    assertEquals(Type.shared(1, 3), derived.output("gradient/a").type());
    assertEquals(Type.perSample(3), derived.output("gradient/features").type());
    assertTrue(derived.outputs().keySet().containsAll(graph.outputs().keySet()));
    assertFalse(derived.outputs().containsKey("gradient/b"));
  }

  @Test
  void theGradientOfAnUnusedLeafIsZero() {
    Graph derived = Gradient.of(graph, LOSS, List.of("c"));
    assertTrue(derived.output(Gradient.name("c")).isAll(0));
    assertEquals(Type.shared(2, 2), derived.output(Gradient.name("c")).type());
  }

  @Test
  void theGradientOfALeafByItselfIsOne() {
    Graph alone = Graph.of(Map.of("b", new GraphBuilder().parameter("b", 1, 1)));
    assertTrue(Gradient.of(alone, "b", List.of("b")).output(Gradient.name("b")).isAll(1));
  }

  @Test
  void onlyScalarsHaveGradients() {
    assertEquals(
        "no leaf d",
        assertThrows(IllegalArgumentException.class, () -> Gradient.of(graph, LOSS, List.of("d")))
            .getMessage());
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> Gradient.of(graph, "product", List.of("a")))
            .getMessage();
    assertTrue(message.startsWith("not a scalar: "), message);
  }

  @Test
  void constantOutputsHaveNoTangent() {
    Graph derived = Tangent.of(graph, "p", List.of("a"), List.of(LOSS, "linear", "c"));
    assertEquals(Type.scalar().withDirections(true), derived.output("tangent(p)/loss").type());
    assertFalse(derived.outputs().containsKey(Tangent.name("p", "linear")));
    assertFalse(derived.outputs().containsKey(Tangent.name("p", "c")));
  }

  @Test
  void theTangentOfALeafIsItsSeed() {
    Graph derived = Tangent.of(graph, "p", List.of("c"), List.of("c"));
    assertEquals(
        new Leaf.Seed("c", Type.shared(2, 2).withDirections(true)),
        derived.output(Tangent.name("p", "c")).op());
  }

  @Test
  void linearOutputsHaveNoSecondDerivative() {
    Graph derived = Taylor.of(graph, "p", List.of("a", "b"), List.of(LOSS, "linear", "product"));
    assertEquals(Type.scalar().withDirections(true), derived.output("second(p)/loss").type());
    assertFalse(derived.outputs().containsKey(Taylor.name("p", "linear")));
    assertFalse(derived.outputs().containsKey(Taylor.name("p", "product")));
  }

  @Test
  void aGraphCanHaveSeveralPasses() {
    Graph first = Tangent.of(graph, "a", List.of("a"), List.of(LOSS));
    Graph both = Tangent.of(first, "b", List.of("b"), List.of(LOSS));
    assertTrue(both.outputs().containsKey(Tangent.name("a", LOSS)));
    Node second = both.output(Tangent.name("b", LOSS));
    assertEquals("seed(b)", second.op().label());
  }

  @Test
  void unknownLeavesAreIgnored() {
    assertEquals(
        graph.outputs().keySet(),
        Tangent.of(graph, "p", List.of("d"), List.of(LOSS)).outputs().keySet());
  }

  @Test
  void labelsHaveNoDerivative() {
    Node picked = g.gather(g.features(3), g.labels(1));
    Graph labelled = Graph.of(Map.of("out", g.sumOverSamples(picked)));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Tangent.of(labelled, "p", List.of("label"), List.of("out")))
            .getMessage();
    assertTrue(message.startsWith("no derivative with respect to a label: "), message);
  }
}
