package io.sparkhessian.distributed.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.curvature.layout.DiagonalBlocks;
import io.sparkhessian.evaluate.FeatureShape;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.examples.Rosenbrock;
import io.sparkhessian.graph.Columns;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final int SAMPLES = 1797;

  private final Problem digits = network(List.of(64, 32, 10), Loss.CROSS_ENTROPY, 2410);

  private static Problem network(List<Integer> layers, Loss loss, int parameters) {
    return new Problem(
        ObjectiveGraph.of(
            new MultilayerPerceptron(layers, Activation.TANH, loss, true),
            layers.get(0),
            Reduction.MEAN,
            0),
        new double[parameters],
        SAMPLES);
  }

  private static SampleShape samples(int count, int features) {
    return new SampleShape(count, FeatureShape.dense(features), 1, count);
  }

  @Test
  void tasksCoverAllRowsLongestFirst() {
    Plan plan = plan(OptionalInt.of(100));
    assertEquals(25, plan.tasks().size());
    boolean[] covered = new boolean[2410];
    plan.tasks()
        .forEach(
            task ->
                IntStream.range(task.from(), task.to())
                    .forEach(
                        i -> {
                          assertTrue(!covered[i]);
                          covered[i] = true;
                        }));
    assertTrue(IntStream.range(0, 2410).allMatch(i -> covered[i]));
    List<BlockTask> sorted =
        plan.tasks().stream()
            .sorted(Comparator.comparingDouble(BlockTask::flops).reversed())
            .toList();
    assertEquals(sorted.get(0).flops(), plan.tasks().get(0).flops());
    assertEquals(10, plan.tasks().get(24).rows(), "the last, short block costs least");
    assertEquals(325, plan.tiles());
  }

  /** A direction in the last layer leaves the earlier layers unchanged. */
  @Test
  void aDirectionInTheLastLayerCostsLess() {
    List<BlockTask> tasks = plan(OptionalInt.of(10)).tasks();
    double first =
        tasks.stream().filter(task -> task.from() == 0).findFirst().orElseThrow().flops();
    double last =
        tasks.stream().filter(task -> task.from() == 2400).findFirst().orElseThrow().flops();
    assertTrue(last < first / 10, first + " and " + last);
  }

  @Test
  void theDefaultTileFitsTheNumberOfParameters() {
    assertEquals(32, TileEdge.forSize(11, 1));
    assertEquals(402, TileEdge.forSize(2410, 1));
    assertEquals(448, TileEdge.forSize(2410, 64));
    assertEquals(784, TileEdge.forSize(25450, 784));
    assertEquals(64, TileEdge.forSize(97_510, 64));
    assertEquals(50, TileEdge.forSize(100_000, 1));
    assertEquals(32, TileEdge.forSize(1_000_000, 5000));
    assertEquals(84, TileEdge.forSize(500, 500));
    assertEquals(6, plan(OptionalInt.empty()).tasks().size());
    assertEquals(2410, plan(OptionalInt.of(8192)).tile());
  }

  @Test
  void whatCannotFitIsRefusedWithNeedAndHave() {
    Plan plan = plan(OptionalInt.of(1024));
    MemoryLimits.local(1L << 30, 2).require(plan);
    Failure failure =
        assertThrows(Failure.class, () -> MemoryLimits.local(64L << 20, 2).require(plan));
    assertEquals(Failure.Kind.REFUSED, failure.kind());
    assertTrue(
        failure
            .getMessage()
            .matches(
                "the process needs \\d+ MB of memory and has 50 MB; give it --driver-memory 1g, .*"),
        failure.getMessage());
    Failure executor =
        assertThrows(
            Failure.class, () -> MemoryLimits.cluster(1L << 30, 16L << 20, 1).require(plan));
    assertTrue(executor.getMessage().startsWith("an executor needs"), executor.getMessage());
  }

  @Test
  void whatTheDriverComputesWithCounts() {
    Plan plan = plan(OptionalInt.of(512)).withState(1L << 30, "method: lanczos");
    Failure failure =
        assertThrows(Failure.class, () -> MemoryLimits.local(1L << 30, 2).require(plan));
    assertTrue(
        failure
            .getMessage()
            .matches(
                "the process needs 1.\\d GB of memory and has 805 MB; give it --driver-memory 2g, or"
                    + " method: lanczos, or a smaller tile, or fewer cores at a time"),
        failure.getMessage());
    MemoryLimits.local(4L << 30, 2).require(plan);
  }

  /** Each of two tasks holds its group as rows and as chunks. */
  @Test
  void theLargestGroupCounts() {
    Planner planner = new Planner(digits.layout(), samples(SAMPLES, 64), OptionalInt.empty());
    HessianDiagonal diagonal = new HessianDiagonal(digits);
    long average = planner.partitioned(0).diagonal(diagonal).memory().executorBytes(2);
    long skewed = planner.partitioned(1L << 30).diagonal(diagonal).memory().executorBytes(2);
    assertEquals(4 * ((1L << 30) - SAMPLES * (64 + 2) * 8L), skewed - average);
  }

  @Test
  void theDiagonalNeedsNoRows() {
    Planner planner = new Planner(digits.layout(), samples(SAMPLES, 64), OptionalInt.empty());
    Plan plan = planner.diagonal(new HessianDiagonal(digits));
    assertEquals(2410 * 8, plan.resultBytes());
    assertTrue(plan.memory().taskBytes() < plan(OptionalInt.empty()).memory().taskBytes());
  }

  /** A row of tiles keeps 412,641 pairs per chunk, 0.85 GB; eight chunks would be refused. */
  @Test
  void manyUnitsKeepFewChunks() {
    Problem wide = network(List.of(10, 4096, 1), Loss.SQUARED_ERROR, 49_153);
    Plan plan =
        new Planner(wide.layout(), samples(SAMPLES, 10), OptionalInt.of(1020))
            .hessian(new CurvatureRows(wide));
    long rows = 2L * plan.tile() * plan.parameters() * 8;
    long kept = plan.memory().taskBytes() - rows;
    assertTrue(kept > 0.8e9 && kept < 1.3e9, () -> "kept " + kept + " bytes");
  }

  /** Most operations of a sparse logistic regression are on the entries of sparse rows. */
  @Test
  void sparseRowsHaveARateOfTheirOwn() {
    FeatureShape sparse = FeatureShape.sparse(1000, 10L * SAMPLES, SAMPLES);
    LinearModel logistic = new LinearModel(Loss.LOGISTIC, 1, false);
    Problem problem =
        new Problem(
            ObjectiveGraph.of(
                logistic,
                Columns.ofFeatures(1000).withNonzeros(sparse.nonzeros()),
                Reduction.MEAN,
                0),
            new double[1000],
            SAMPLES);
    Planner planner =
        new Planner(
            problem.layout(), new SampleShape(SAMPLES, sparse, 1, SAMPLES), OptionalInt.empty());
    Rates rates = Rates.NOMINAL;
    for (Plan plan :
        List.of(
            planner.hessian(new CurvatureRows(problem)),
            planner.diagonal(new HessianDiagonal(problem)),
            planner.products(new CurvatureProduct(problem), 8))) {
      double slow = plan.flops() / rates.sparse();
      assertTrue(plan.seconds(1, rates) > 0.5 * slow, plan::toString);
      assertTrue(plan.seconds(1, rates) <= slow, plan::toString);
    }
    Plan dense = plan(OptionalInt.empty());
    assertEquals(dense.flops() / rates.flops(), dense.seconds(1, rates), 1e-9);
  }

  @Test
  void fewTasksDoNotUseAllCores() {
    Plan few = products(4);
    Rates slow = Rates.NOMINAL.withAll(1);
    assertEquals(few.flops(), few.seconds(64, slow));
    assertEquals(few.flops(), few.seconds(1, slow));
    Plan whole = plan(OptionalInt.empty());
    assertEquals(whole.flops() / 2, whole.seconds(2, slow));
  }

  /** The largest block has 2048 of the 2410 parameters, and tiles of whole units. */
  @Test
  void blocksAreCutEachForItself() {
    CurvatureRows hessian = new CurvatureRows(digits);
    Plan plan =
        new Planner(digits.layout(), samples(SAMPLES, 64), OptionalInt.empty())
            .blocks(hessian, DiagonalBlocks.tensors(digits.layout()));
    assertEquals(384, plan.tile());
    assertEquals(2410, plan.rows());
    assertEquals(6 + 1 + 1 + 1, plan.tasks().size());
    assertEquals(6 * 7 / 2 + 3, plan.tiles());
    long upper = 0;
    for (int row = 0; row < 6; row++) {
      upper += Math.min(384, 2048 - 384 * row) * (2048L - 384L * row);
    }
    assertEquals(8 * (upper + 32 * 32 + 320 * 320 + 10 * 10), plan.resultBytes());
    assertTrue(plan.flops() < plan(OptionalInt.empty()).flops(), plan::toString);
  }

  @Test
  void productsAreCutByVectors() {
    Plan few = products(9);
    assertEquals(List.of(4, 4, 1), few.tasks().stream().map(BlockTask::rows).toList());
    assertEquals(9, few.rows());
    assertEquals(9 * 2410 * 8, few.resultBytes());
    double one = new CurvatureProduct(digits).flops(SAMPLES);
    assertEquals(9 * one, few.flops(), 1e-9 * few.flops());
    assertEquals(64, products(1000).tile());
    assertEquals(16, products(1000).tasks().size());
  }

  /** The driver holds four copies of at most 128 MB of vectors, whatever their number. */
  @Test
  void theDriverHoldsAWaveOfVectors() {
    Plan many = products(100_000);
    List<List<BlockTask>> waves = Waves.of(many.tasks(), 2410);
    assertEquals(15, waves.size());
    assertEquals(
        IntStream.range(0, many.tasks().size()).boxed().toList(),
        waves.stream().flatMap(List::stream).map(BlockTask::blockRow).toList());
    assertTrue(many.memory().waveBytes() <= 4L * (128 << 20), many::toString);
    Failure refused =
        assertThrows(Failure.class, () -> MemoryLimits.local(512L << 20, 1).require(many));
    assertEquals(Failure.Kind.REFUSED, refused.kind());
    assertTrue(refused.getMessage().endsWith("g, or fewer cores at a time"), refused::getMessage);
    assertEquals(4L * 9 * 2410 * 8, products(9).memory().waveBytes());
    assertEquals(0, plan(OptionalInt.empty()).memory().waveBytes());
  }

  private Plan products(int vectors) {
    return new Planner(digits.layout(), samples(SAMPLES, 64), OptionalInt.empty())
        .products(new CurvatureProduct(digits), vectors);
  }

  @Test
  void anObjectiveWithoutDataCostsSomething() {
    Problem rosenbrock =
        new Problem(
            ObjectiveGraph.of(new Rosenbrock(Map.of()), 0, Reduction.MEAN, 0), new double[2], 0);
    Planner planner =
        new Planner(rosenbrock.layout(), SampleShape.of(Samples.none()), OptionalInt.empty());
    assertTrue(planner.hessian(new CurvatureRows(rosenbrock)).flops() > 10);
    assertTrue(planner.diagonal(new HessianDiagonal(rosenbrock)).flops() > 10);
    assertTrue(new CurvatureProduct(rosenbrock).flops(0) > 10);
  }

  private Plan plan(OptionalInt tile) {
    return new Planner(digits.layout(), samples(SAMPLES, 64), tile)
        .hessian(new CurvatureRows(digits));
  }
}
