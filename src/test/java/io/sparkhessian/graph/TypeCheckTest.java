package io.sparkhessian.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypeCheckTest {
  private final GraphBuilder g = new GraphBuilder();
  private final Node row = g.parameter("row", 1, 3);
  private final Node matrix = g.parameter("matrix", 2, 3);
  private final Node features = g.features(4);

  @Test
  void incompatibleShapes() {
    says("cannot broadcast shared 1×3 with per-sample 1×4", () -> g.add(row, features));
    says(
        "cannot broadcast shared 2×3 with shared 3×1",
        () -> g.multiply(matrix, g.parameter("column", 3, 1)));
    says("cannot multiply per-sample 1×4 by shared 2×3", () -> g.matMul(features, matrix));
    says(
        "cannot multiply per-sample 1×4 by shared 2×3 transposed",
        () -> g.matMulTransposed(features, matrix));
    says(
        "the right factor is per-sample 1×4; it must be shared",
        () -> g.matMulTransposed(g.parameter("left", 1, 4), features));
    says("cannot multiply shared 1×3 transposed by shared 2×3", () -> g.contract(row, matrix));
    says(
        "cannot multiply shared 1×3 transposed by per-sample 1×4", () -> g.contract(row, features));
  }

  @Test
  void invalidLayouts() {
    says("shared 2×3 cannot be repeated to shared 1×3", () -> g.broadcastTo(matrix, row.type()));
    says(
        "per-sample 1×4 cannot be repeated to shared 1×4",
        () -> g.broadcastTo(features, Type.shared(1, 4)));
    says("shared 1×3 cannot be summed to shared 2×3", () -> g.sumTo(row, matrix.type()));
    says("shared 1×3 cannot be summed to per-sample 1×3", () -> g.sumTo(row, Type.perSample(3)));
    says("columns 1 to 5 of per-sample 1×4", () -> g.columns(features, 1, 5));
    says("columns 2 to 2 of per-sample 1×4", () -> g.columns(features, 2, 2));
    says("columns -1 to 2 of per-sample 1×4", () -> g.columns(features, -1, 2));
  }

  @Test
  void invalidLabels() {
    Node label = g.labels(1);
    says("a label is one number per sample, not shared 1×3", () -> g.gather(features, row));
    says(
        "a label is one number per sample, not per-sample 1×4", () -> g.gather(features, features));
    says("gather takes one row per sample, not shared 1×3", () -> g.gather(row, label));
    says(
        "scatter takes one number per sample, not per-sample 1×4",
        () -> g.add(new Layout.Scatter(4), features, label));
  }

  @Test
  void invalidMatrices() {
    says("row 1 has 1 numbers, but row 0 has 2", () -> g.constant(new double[][] {{1, 2}, {3}}));
    says("a seed has directions, not shared 1×1", () -> new Leaf.Seed("a", Type.scalar()));
    says("a matrix cannot be 0 × 3", () -> g.parameter("empty", 0, 3));
    says("a matrix needs at least one row", () -> g.constant(new double[0][]));
    says("-1 columns before, 1 after", () -> g.pad(row, -1, 1));
  }

  @Test
  void aPerSampleValueThatDependsOnASum() {
    Node mean = g.meanOverSamples(features);
    Node centred = g.subtract(features, mean);
    says(
        "a per-sample value depends on a sum over the samples, directly or in a derivative (a"
            + " function of such a sum is not supported yet): %6 = subtract %0 %5 : per-sample 1×4",
        () -> Graph.of(Map.of("variance", g.meanOverSamples(g.multiply(centred, centred)))));
  }

  @Test
  void twoLeavesWithOneName() {
    Node other = g.add(new Leaf.Parameter("row", 2, 3, true));
    says("two leaves have the name 'row'", () -> Graph.of(Map.of("both", g.add(row, other))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"features", "label", "weight", "totalWeight"})
  void reservedParameterNames(String name) {
    String message =
        "the parameter name '%s' is reserved for the data; choose a name other than features,"
            + " label, weight, totalWeight";
    says(message.formatted(name), () -> g.parameter(name, 1, 4));
    says(message.formatted(name), () -> g.intercept(name, 4));
  }

  @Test
  void nodesOfTwoBuilders() {
    GraphBuilder other = new GraphBuilder();
    Node foreign = other.sin(other.parameter("row", 1, 3));
    String message =
        "the node '%1 = sin %0 : shared 1×3' was made by another GraphBuilder; make all nodes with"
            + " one";
    says(message, () -> g.add(row, foreign));
    says(message, () -> g.sin(foreign));
    says(message, () -> g.add(foreign, g.constant(0)));
    Node twin = new GraphBuilder().parameter("row", 1, 3);
    assertThrows(TypeException.class, () -> g.add(twin, row), "not even one that looks the same");
  }

  @Test
  void aLeafAndItsSeedShareAName() {
    Node seed = g.add(new Leaf.Seed("row", row.type().withDirections(true)));
    Graph graph = Graph.of(Map.of("both", g.multiply(seed, row)));
    assertEquals(3, graph.nodes().size());
    assertEquals("tangent shared 1×3", graph.output("both").type().toString());
  }

  @Test
  void directionsPropagateToDependentNodes() {
    Node seed = g.add(new Leaf.Seed("matrix", matrix.type().withDirections(true)));
    Node x = g.matMulTransposed(g.features(3), seed);
    assertEquals(new Type(true, true, 1, 2), x.type());
    assertEquals(new Type(true, false, 2, 3), g.contract(x, g.features(3)).type());
    assertEquals(new Type(true, true, 1, 1), g.sum(g.sin(x)).type());
  }

  private static void says(String message, Executable built) {
    assertEquals(message, assertThrows(TypeException.class, built).getMessage());
  }
}
