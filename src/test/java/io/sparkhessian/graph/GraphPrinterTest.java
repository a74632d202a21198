package io.sparkhessian.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphPrinterTest {

  @Test
  void printsOneLinePerNode() {
    GraphBuilder g = new GraphBuilder();
    Node weight = g.parameter("w", 2, 3);
    Node z = g.matMulTransposed(g.features(3), weight);
    Node loss = g.sumOverSamples(g.power(g.sum(g.columns(g.tanh(z), 0, 1)), 2.0));
    Node seed = g.add(new Leaf.Seed("w", weight.type().withDirections(true)));
    Map<String, Node> outputs = new LinkedHashMap<>();
    outputs.put("loss", loss);
    outputs.put("twice", g.multiply(2, seed));
    outputs.put("again", loss);
    assertEquals(
        """
        %0 = w : shared 2×3
        %1 = features : per-sample 1×3
        %2 = matMulTransposed %1 %0 : per-sample 1×2
        %3 = tanh %2 : per-sample 1×2
        %4 = sliceColumns %3 : per-sample 1×1
        %5 = power 2.0 %4 : per-sample 1×1
        %6 = weight : per-sample 1×1
        %7 = multiply %6 %5 : per-sample 1×1
        %8 = sumTo %7 : shared 1×1  → loss, again
        %9 = seed(w) : tangent shared 2×3
        %10 = 2.0 : shared 1×1
        %11 = multiply %10 %9 : tangent shared 2×3  → twice""",
        Graph.of(outputs).toString());
  }

  @Test
  void printsOnlyTheShapeOfMatrices() {
    GraphBuilder g = new GraphBuilder();
    Node numbers = g.constant(new double[][] {{1, 2}, {3, 4}});
    assertEquals(
        """
        %0 = matrix 2×2 : shared 2×2
        %1 = -0.5 : shared 1×1
        %2 = multiply %1 %0 : shared 2×2  → scaled""",
        Graph.of(Map.of("scaled", g.multiply(-0.5, numbers))).toString());
  }
}
