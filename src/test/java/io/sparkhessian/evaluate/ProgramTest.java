package io.sparkhessian.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProgramTest {
  private final GraphBuilder g = new GraphBuilder();

  @Test
  void thePassEndsInSumsAndTheFinishStartsFromThem() {
    Node a = g.parameter("a", 1, 3);
    Node total = g.sumTo(g.multiply(a, g.features(3)), Type.scalar());
    Node out = g.add(g.sin(total), g.sum(a));
    Graph graph = Graph.of(Map.of("out", out, "total", total, "other", g.exp(a)));
    Program program = Program.of(graph, List.of("out"));
    assertEquals(Set.of("a", "features", "multiply", "sumTo"), labels(program.pass()));
    assertEquals(List.of(graph.output("total")), program.sums());
    assertEquals(Set.of("a", "sumTo", "sin", "add"), labels(program.finish()));
  }

  private static Set<String> labels(List<Node> nodes) {
    return nodes.stream().map(node -> node.op().label()).collect(Collectors.toSet());
  }

  @Test
  void anOutputPerSampleIsRefused() {
    Graph graph = Graph.of(Map.of("out", g.sin(g.features(2))));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Program.of(graph, List.of("out")))
            .getMessage();
    assertEquals(
        "the output is not summed over the samples: %1 = sin %0 : per-sample 1×2", message);
  }

  @Test
  void aDirectionInTheLastLayerMovesNothingUpstream() {
    SmallNetwork network = new SmallNetwork();
    Program program = network.products("layer2.weight", "layer2.weight");
    List<Type> moving = movingPerSample(program);
    assertFalse(moving.isEmpty());
    assertTrue(
        moving.stream().allMatch(type -> type.columns() <= SmallNetwork.OUTPUTS),
        () -> moving.toString());
    assertEquals(
        List.of("layer2.weight"),
        program.pass().stream()
            .filter(node -> node.op() instanceof Leaf.Seed)
            .map(node -> ((Leaf.Seed) node.op()).name())
            .toList());
  }

  @Test
  void aDirectionInTheFirstLayerMovesTheHiddenUnits() {
    Program program = new SmallNetwork().products("layer1.weight", "layer2.weight");
    assertTrue(
        movingPerSample(program).stream().anyMatch(type -> type.columns() == SmallNetwork.HIDDEN));
  }

  private static List<Type> movingPerSample(Program program) {
    return program.pass().stream()
        .map(Node::type)
        .filter(type -> type.directional() && type.perSample())
        .toList();
  }

  @Test
  void theWidthCountsTangentsAliveAtTheSameTime() {
    Node seed = g.add(new Leaf.Seed("a", Type.shared(1, 4).withDirections(true)));
    Node wide = g.multiply(g.features(4), seed);
    Node wider = g.pad(g.sin(wide), 0, 2);
    Graph graph = Graph.of(Map.of("out", g.sumOverSamples(g.sum(wider))));
    // sin (4) and pad (6) are alive at the same time; the product (4) is not
    assertEquals(10, Program.of(graph, List.of("out")).tangentWidth());
  }

  @Test
  void theWidthOfAProgramWithoutDirectionsIsZero() {
    Graph graph = Graph.of(Map.of("out", g.sumOverSamples(g.sin(g.features(3)))));
    assertEquals(0, Program.of(graph, List.of("out")).tangentWidth());
  }

  @Test
  void countsOperationsPerDirectionAndSample() {
    Node seed = g.add(new Leaf.Seed("w", Type.shared(2, 5).withDirections(true)));
    Node z = g.matMulTransposed(g.features(5), seed);
    Node total = g.sumOverSamples(g.sin(z));
    Graph graph = Graph.of(Map.of("out", total));
    // 2·5·2 for the product, 2 each for sin, the weight, and the sum over the samples
    assertEquals(26, FlopCount.perDirectionAndSample(Program.of(graph, List.of("out"))));
  }

  @Test
  void countsOperationsAfterTheSumsOnce() {
    Node a = g.parameter("a", 1, 5);
    Node seed = g.add(new Leaf.Seed("a", a.type().withDirections(true)));
    Node moved = g.sumOverSamples(g.multiply(g.features(5), seed));
    Graph graph = Graph.of(Map.of("out", moved, "all", g.add(moved, g.multiply(g.cos(a), seed))));
    // 5 each: the product, the weight and the sum of a sample
    assertEquals(45, FlopCount.perDirection(Program.of(graph, List.of("out")), 3));
    // 5 each for the product with the cosine, which has no direction, and for the sum
    assertEquals(55, FlopCount.perDirection(Program.of(graph, List.of("all")), 3));
  }
}
