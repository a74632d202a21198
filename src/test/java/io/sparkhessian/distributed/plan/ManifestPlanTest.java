package io.sparkhessian.distributed.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.curvature.layout.DiagonalBlocks;
import io.sparkhessian.evaluate.FeatureShape;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ManifestPlanTest {
  private static Problem network(List<Integer> layers, int parameters) {
    MultilayerPerceptron network =
        new MultilayerPerceptron(layers, Activation.TANH, Loss.CROSS_ENTROPY, true);
    return new Problem(
        ObjectiveGraph.of(network, layers.get(0), Reduction.MEAN, 0), new double[parameters], 1);
  }

  private static Planner planner(Problem problem, int samples, int features, OptionalInt tile) {
    SampleShape shape = new SampleShape(samples, FeatureShape.dense(features), 1, samples);
    return new Planner(problem.layout(), shape, tile);
  }

  @Test
  void blocksAreListedWithTheirRanges() {
    Problem problem = network(List.of(4, 3), 15);
    Planner planner = planner(problem, 300, 4, OptionalInt.of(6));
    Plan plan =
        planner.blocks(new CurvatureRows(problem), DiagonalBlocks.tensors(problem.layout()));
    Map<String, Object> map = ManifestPlan.of(plan);
    assertEquals(
        List.of(
            "chunkSize",
            "groupSize",
            "groups",
            "samples",
            "axes",
            "tile",
            "tasks",
            "order",
            "blocks",
            "flops",
            "flopsByForm"),
        List.copyOf(map.keySet()));
    assertEquals(256, map.get("chunkSize"));
    assertEquals(1, map.get("groups"));
    assertEquals("broadcast", map.get("samples"));
    assertEquals("rows", map.get("axes"));
    assertEquals(6, map.get("tile"));
    assertEquals(3, map.get("tasks"));
    assertEquals("longest first", map.get("order"));
    List<String> names = plan.matrices().stream().map(block -> block.name()).toList();
    assertEquals(
        List.of(
            Map.of("name", names.get(0), "from", 0L, "to", 12L),
            Map.of("name", names.get(1), "from", 12L, "to", 15L)),
        map.get("blocks"));
    assertEquals(plan.flops(), map.get("flops"));
  }

  @Test
  void partitionedSamplesAreCalledSpread() {
    Problem problem = network(List.of(4, 3), 15);
    Plan plan =
        planner(problem, 300, 4, OptionalInt.empty())
            .partitioned(1000)
            .diagonal(new HessianDiagonal(problem));
    Map<String, Object> map = ManifestPlan.of(plan);
    assertEquals("spread", map.get("samples"));
    assertEquals("rows and groups of samples", map.get("axes"));
    assertNull(map.get(ManifestPlan.COLUMNS_OF_FILE));
  }

  /** Reading the result needs the width of the strips, wherever the samples were. */
  @Test
  void stripsAreListedForBroadcastAndPartitionedSamples() {
    Problem problem = network(List.of(784, 126, 10), 100_180);
    Planner planner = planner(problem, 60_000, 784, OptionalInt.empty());
    CurvatureRows hessian = new CurvatureRows(problem);
    for (Planner each : List.of(planner, planner.partitioned(1 << 25))) {
      Plan plan = each.hessian(hessian);
      assertEquals("strip", plan.piece());
      assertTrue(plan.columnsOfTask() < plan.parameters() / plan.tile(), plan::piece);
      Map<String, Object> map = ManifestPlan.of(plan);
      assertEquals(plan.columnsOfTask(), map.get(ManifestPlan.COLUMNS_OF_FILE));
    }
  }
}
