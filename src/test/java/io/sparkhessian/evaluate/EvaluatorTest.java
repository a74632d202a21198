package io.sparkhessian.evaluate;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.Tolerance;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Product;
import io.sparkhessian.graph.Type;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private static final DenseKernels DENSE = Kernels.of(KernelChoice.JAVA);

  private final SmallNetwork network = new SmallNetwork();
  private final Directions.Dense directions = network.directions(4);

  private double[] products(List<Samples> chunks, Directions with) {
    Evaluator evaluator = network.evaluator(DENSE);
    Sums sums = new Sums(network.products(), with);
    evaluator.addAll(chunks, List.of(sums));
    return flat(evaluator.finish(sums));
  }

  private static double[] flat(Map<String, DMatrixRMaj> outputs) {
    return outputs.values().stream()
        .flatMapToDouble(each -> Arrays.stream(Matrices.numbers(each)))
        .toArray();
  }

  private List<Samples> chunks(int size) {
    return network.samples.chunks(size);
  }

  @Test
  void chunksChangeNothingButTheRounding() {
    double[] whole = products(List.of(network.samples), directions);
    for (int size : new int[] {1, 2, 6, 22, 23, 100}) {
      assertClose(
          whole, products(chunks(size), directions), Tolerance.ROUNDING, "chunks of " + size);
    }
  }

  @Test
  void theSameChunksGiveTheSameBits() {
    for (int size : new int[] {1, 6, 23}) {
      assertArrayEquals(products(chunks(size), directions), products(chunks(size), directions));
    }
  }

  @Test
  void directionsTogetherAreDirectionsOneByOne() {
    Evaluator evaluator = network.evaluator(DENSE);
    Sums together = new Sums(network.products(), directions);
    List<Sums> alone =
        List.of(0, 1, 2, 3).stream()
            .map(d -> new Sums(network.products(), network.one(directions, d)))
            .toList();
    evaluator.addAll(chunks(6), List.of(together));
    evaluator.addAll(chunks(6), alone);
    Map<String, DMatrixRMaj> all = evaluator.finish(together);
    for (int d = 0; d < alone.size(); d++) {
      int direction = d;
      evaluator
          .finish(alone.get(d))
          .forEach(
              (name, one) -> {
                int size = one.getNumElements();
                double[] part =
                    Arrays.copyOfRange(
                        all.get(name).data, direction * size, (direction + 1) * size);
                assertClose(part, Matrices.numbers(one), Tolerance.ROUNDING, name);
              });
    }
  }

  @Test
  void oneHotDirectionsAreRowsOfTheIdentity() {
    String leaf = "layer2.weight";
    int size = SmallNetwork.HIDDEN * SmallNetwork.OUTPUTS;
    Directions.Dense zeros = network.directions(size);
    zeros.tangents().values().forEach(DMatrixRMaj::zero);
    for (int i = 0; i < size; i++) {
      zeros.tangents().get(leaf).data[i * size + i] = 1;
    }
    assertArrayEquals(
        products(chunks(10), zeros), products(chunks(10), new Directions.OneHot(leaf, 0, size)));
  }

  @Test
  void perSampleValuesHaveNoOneHotDirections() {
    Leaf.Seed seed = new Leaf.Seed("z", Type.perSample(2).withDirections(true));
    Directions oneHot = new Directions.OneHot("z", 0, 2);
    DMatrixRMaj tangent = new DMatrixRMaj(6, 2);
    assertThrows(IllegalArgumentException.class, () -> oneHot.fill(seed, tangent));
  }

  @Test
  void oneEvaluatorServesChunksOfAllSizes() {
    Evaluator reused = network.evaluator(DENSE);
    for (int size : new int[] {9, 23, 4, 1, 20}) {
      Sums sums = new Sums(network.products(), directions);
      reused.addAll(chunks(size), List.of(sums));
      assertArrayEquals(
          products(chunks(size), directions), flat(reused.finish(sums)), "chunks of " + size);
    }
  }

  @Test
  void mergedSumsAreTheSumsOfAllChunks() {
    List<Samples> chunks = chunks(6);
    Evaluator evaluator = network.evaluator(DENSE);
    Sums first = new Sums(network.products(), directions);
    Sums second = new Sums(network.products(), directions);
    evaluator.addAll(chunks.subList(0, 2), List.of(first));
    evaluator.addAll(chunks.subList(2, chunks.size()), List.of(second));
    List<DMatrixRMaj> totals = new ArrayList<>();
    for (int i = 0; i < first.totals().size(); i++) {
      totals.add(CommonOps_DDRM.add(first.totals().get(i), second.totals().get(i), null));
    }
    Sums merged = new Sums(network.products(), directions, totals);
    assertClose(
        products(chunks, directions), flat(evaluator.finish(merged)), Tolerance.ROUNDING, "merged");
  }

  @Test
  void finishingTwiceChangesNothing() {
    Evaluator evaluator = network.evaluator(DENSE);
    Sums sums = new Sums(network.products(), directions);
    evaluator.addAll(chunks(6), List.of(sums));
    assertArrayEquals(flat(evaluator.finish(sums)), flat(evaluator.finish(sums)));
  }

  @Test
  void valuesWithoutDirectionsAreComputedOncePerChunk() {
    Program program = network.products();
    long primal = products(program, false);
    long tangent = products(program, true);
    CountingKernels counting = new CountingKernels();
    Evaluator evaluator = network.evaluator(counting);
    List<Samples> chunks = chunks(6);
    for (int blocks : new int[] {1, 2, 9}) {
      List<Sums> all =
          Stream.generate(() -> new Sums(program, new Directions.OneHot("layer1.weight", 3, 1)))
              .limit(blocks)
              .toList();
      evaluator.addAll(chunks, all);
      assertEquals(chunks.size() * (primal + blocks * tangent), counting.take());
      all.forEach(evaluator::finish);
      assertEquals(0, counting.take(), "products after the pass");
    }
  }

  @Test
  void chunksThatFitTheCacheAreKept() {
    List<Samples> chunks = chunks(6);
    int primal = Math.toIntExact(chunks.size() * products(network.products(), false));
    assertEquals(0, savedByKeeping(0, chunks));
    int some = savedByKeeping(1 << 13, chunks);
    assertTrue(some > 0 && some < primal, some + " products of " + primal);
    assertEquals(primal, savedByKeeping(1 << 20, chunks));
  }

  /** Number of products that the second and third passes over the chunks save. */
  private int savedByKeeping(long room, List<Samples> chunks) {
    CountingKernels counting = new CountingKernels();
    Evaluator evaluator =
        new Evaluator(
            network.graph, counting, network.parameters, network.samples.totalWeight(), room);
    int[] products = new int[3];
    for (int pass = 0; pass < 3; pass++) {
      Sums sums = new Sums(network.products(), directions);
      evaluator.addAll(chunks, List.of(sums));
      assertArrayEquals(products(chunks, directions), flat(evaluator.finish(sums)));
      products[pass] = counting.take();
    }
    assertEquals(products[1], products[2]);
    return products[0] - products[1];
  }

  private static long products(Program program, boolean directional) {
    return program.pass().stream()
        .filter(node -> node.op() instanceof Product && node.type().directional() == directional)
        .count();
  }

  @Test
  void sharedValuesAreComputedOnce() {
    GraphBuilder g = new GraphBuilder();
    Node weight = g.matMul(g.parameter("a", 3, 2), g.parameter("b", 2, 5));
    Node z = g.matMulTransposed(g.features(5), weight);
    Graph graph = Graph.of(Map.of("out", g.sumOverSamples(g.tanh(z))));
    CountingKernels counting = new CountingKernels();
    Evaluator evaluator =
        new Evaluator(
            graph,
            counting,
            Map.of(
                "a", Matrices.normal(network.random, 3, 2),
                "b", Matrices.normal(network.random, 2, 5)),
            1);
    Sums sums = new Sums(Program.of(graph, List.of("out")), Directions.none());
    evaluator.addAll(chunks(6), List.of(sums));
    assertEquals(1 + chunks(6).size(), counting.take());
  }

  @Test
  void anObjectiveWithoutSamplesNeedsNoChunk() {
    GraphBuilder g = new GraphBuilder();
    Node a = g.parameter("a", 1, 2);
    Node seed = g.add(new Leaf.Seed("a", a.type().withDirections(true)));
    Graph graph = Graph.of(Map.of("out", g.sum(g.multiply(g.power(a, 3), seed)), "a", a));
    for (List<Samples> chunks : List.of(List.<Samples>of(), List.of(Samples.none()))) {
      Evaluator evaluator =
          new Evaluator(graph, DENSE, Map.of("a", new DMatrixRMaj(new double[][] {{2, 3}})), 0);
      Sums sums =
          new Sums(Program.of(graph, List.of("out", "a")), new Directions.OneHot("a", 0, 2));
      evaluator.addAll(chunks, List.of(sums));
      Map<String, DMatrixRMaj> outputs = evaluator.finish(sums);
      assertArrayEquals(new double[] {8, 27}, Matrices.numbers(outputs.get("out")));
      assertArrayEquals(new double[] {2, 3}, Matrices.numbers(outputs.get("a")));
    }
  }

  @Test
  void aSumOverNoSamplesIsZero() {
    assertArrayEquals(new double[3], sumOfFeatures(List.of()));
    Samples empty =
        new Samples(new DMatrixRMaj(0, 3), new DMatrixRMaj(0, 1), new DMatrixRMaj(0, 1));
    assertArrayEquals(new double[3], sumOfFeatures(List.of(empty)));
  }

  private static double[] sumOfFeatures(List<Samples> chunks) {
    GraphBuilder g = new GraphBuilder();
    Graph graph = Graph.of(Map.of("out", g.sumOverSamples(g.sin(g.features(3)))));
    Evaluator evaluator = new Evaluator(graph, DENSE, Map.of(), 0);
    Sums sums = new Sums(Program.of(graph, List.of("out")), Directions.none());
    evaluator.addAll(chunks, List.of(sums));
    return Matrices.numbers(evaluator.finish(sums).get("out"));
  }

  @Test
  void dataOfAnotherWidthAreRefused() {
    refused(
        4,
        1,
        "the objective takes 4 columns of features, but the data have 5; make the numbers equal");
    refused(
        6,
        1,
        "the objective takes 6 columns of features, but the data have 5; make the numbers equal");
    refused(
        5,
        3,
        "the objective takes 3 columns of label, but the data have 1; make the numbers equal");
  }

  private void refused(int features, int labels, String message) {
    GraphBuilder g = new GraphBuilder();
    Node both = g.add(g.sum(g.features(features)), g.sum(g.labels(labels)));
    Graph graph = Graph.of(Map.of("out", g.sumOverSamples(both)));
    Evaluator evaluator = new Evaluator(graph, DENSE, Map.of(), 0);
    Sums sums = new Sums(Program.of(graph, List.of("out")), Directions.none());
    Failure failure = assertThrows(Failure.class, () -> evaluator.addAll(chunks(6), List.of(sums)));
    assertEquals(message, failure.getMessage());
    assertEquals(Failure.Kind.INPUT, failure.kind());
  }

  @Test
  void unknownInputsAreNamed() {
    GraphBuilder g = new GraphBuilder();
    Node other = g.add(new Leaf.SampleInput("other", 3));
    Graph graph = Graph.of(Map.of("out", g.sumOverSamples(other)));
    Evaluator evaluator = new Evaluator(graph, DENSE, Map.of(), 0);
    Sums sums = new Sums(Program.of(graph, List.of("out")), Directions.none());
    evaluator.load(network.samples);
    Failure failure = assertThrows(Failure.class, () -> evaluator.add(sums));
    assertEquals("the objective reads 'other', which the data do not have", failure.getMessage());
    assertEquals(Failure.Kind.INPUT, failure.kind());
  }
}
