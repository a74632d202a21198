package io.sparkhessian.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class GraphBuilderTest {
  private final GraphBuilder g = new GraphBuilder();

  @Test
  void equalExpressionsAreOneNode() {
    Node a = g.parameter("a", 2, 3);
    Node first = g.sin(g.multiply(a, g.features(3)));
    Node second = g.sin(g.multiply(a, g.features(3)));
    assertSame(first, second);
  }

  @Test
  void equalConstantsAreOneNode() {
    assertSame(g.constant(2), g.constant(2));
    assertSame(g.constant(new double[][] {{1, 2}}), g.constant(new double[][] {{1, 2}}));
    assertNotSame(g.constant(new double[][] {{1, 2}}), g.constant(new double[][] {{1}, {2}}));
    assertNotSame(g.constant(2), g.constant(3));
  }

  @Test
  void operationsThatDifferInANumberAreTwoNodes() {
    Node a = g.parameter("a", 1, 4);
    assertNotSame(g.power(a, 2), g.power(a, 3));
    assertNotSame(g.columns(a, 0, 2), g.columns(a, 0, 3));
    assertNotSame(g.pad(a, 0, 2), g.pad(a, 2, 0));
    assertNotSame(g.subtract(a, g.sin(a)), g.subtract(g.sin(a), a));
  }

  @Test
  void aBuilderExtendsAGraph() {
    Node sine = g.sin(g.parameter("a", 1, 1));
    Graph graph = Graph.of(Map.of("sine", sine));
    GraphBuilder more = new GraphBuilder(graph);
    assertSame(graph.output("sine"), more.sin(graph.leaf("a").orElseThrow()));
    assertEquals(2, more.cos(graph.output("sine")).id());
  }

  @Test
  void parametersKeepTheOrderOfCreation() {
    g.parameter("z", 1, 2);
    g.features(2);
    g.intercept("m", 2);
    g.parameter("a", 2, 2);
    assertEquals(
        List.of("z", "m", "a"),
        g.parameters().stream().map(node -> ((Leaf) node.op()).name()).toList());
  }

  @Test
  void parameterNamesAreUnique() {
    Node a = g.parameter("a", 1, 2);
    String message =
        "two parameters have the name 'a'; give them different names, or create one and use its node twice";
    List<Executable> again =
        List.of(
            () -> g.parameter("a", 1, 2),
            () -> g.parameter("a", 2, 1),
            () -> g.intercept("a", 2),
            () -> new GraphBuilder(Graph.of(Map.of("a", a))).parameter("a", 1, 2));
    for (Executable each : again) {
      assertEquals(message, assertThrows(TypeException.class, each).getMessage());
    }
  }

  @Test
  void interceptsAreNotPenalised() {
    Node weight = g.parameter("w", 1, 2);
    Node bias = g.intercept("b", 2);
    assertEquals(new Leaf.Parameter("w", 1, 2, true), weight.op());
    assertEquals(new Leaf.Parameter("b", 1, 2, false), bias.op());
  }

  @Test
  void everyFunctionHasTheExpectedType() {
    Node x = g.features(3);
    Node w = g.parameter("w", 2, 3);
    Node outer = g.multiply(x, w);
    Type rows = new Type(false, true, 2, 3);
    assertEquals(rows, outer.type());
    assertEquals(new Type(false, true, 2, 1), g.rowSum(outer).type());
    assertEquals(Type.perSample(1), g.sum(outer).type());
    assertEquals(Type.scalar(), g.sum(w).type());
    assertEquals(Type.shared(2, 3), g.sumOverSamples(outer).type());
    assertEquals(Type.shared(2, 3), g.meanOverSamples(outer).type());
    assertEquals(Type.perSample(2), g.matMulTransposed(x, w).type());
    assertEquals(Type.perSample(3), g.matMul(g.matMulTransposed(x, w), w).type());
    assertEquals(Type.shared(3, 3), g.contract(outer, outer).type());
    assertEquals(new Type(false, true, 2, 5), g.concatenate(outer, g.columns(outer, 1, 3)).type());
    assertEquals(Type.perSample(1), g.gather(x, g.labels(1)).type());
    assertEquals(new Type(false, true, 2, 1), g.logSumExp(outer).type());
    assertEquals(rows, g.logSoftmax(outer).type());
    assertEquals(Type.scalar(), g.totalWeight().type());
    assertEquals(Type.perSample(1), g.weight().type());
  }
}
