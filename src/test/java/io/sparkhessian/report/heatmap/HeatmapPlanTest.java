package io.sparkhessian.report.heatmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.report.figure.Layer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeatmapPlanTest {
  private static List<Layer> network(int inputs, int hidden, int outputs) {
    return Layer.inOrder(
        List.of(
            new Layer("w1", hidden, inputs, 0),
            new Layer("b1", 1, hidden, 0),
            new Layer("w2", outputs, hidden, 0),
            new Layer("b2", 1, outputs, 0)));
  }

  @Test
  void aSmallMatrixIsDrawnEntryByEntry() {
    HeatmapPlan plan = HeatmapPlan.of(network(4, 5, 3));
    assertEquals(44, plan.edges().length);
    assertEquals(List.of(), plan.blocks());
  }

  @Test
  void noRectangleCrossesALayerAndTheirNumberIsBounded() {
    for (List<Layer> layers :
        List.of(network(64, 32, 10), network(784, 32, 10), network(784, 1333, 10))) {
      HeatmapPlan plan = HeatmapPlan.of(layers);
      List<Integer> edges = Arrays.stream(plan.edges()).boxed().toList();
      layers.forEach(layer -> assertTrue(edges.contains(layer.from()), layer::toString));
      assertEquals(layers.get(3).to(), edges.get(edges.size() - 1));
      assertTrue(edges.size() <= HeatmapPlan.WHOLE + layers.size() + 1, () -> "" + edges.size());
      long cells =
          plan.blocks().stream()
              .mapToLong(b -> (b.rowEdges().length - 1L) * (b.columnEdges().length - 1))
              .sum();
      assertTrue(cells <= 300_000, () -> "" + cells);
    }
  }

  @Test
  void aCoarserPlanHasFewerRectanglesAndNoneCrossesALayer() {
    List<Layer> layers = network(784, 32, 10);
    int before = HeatmapPlan.of(layers).edges().length;
    for (int times : new int[] {2, 7, 100, HeatmapPlan.WHOLE}) {
      HeatmapPlan plan = HeatmapPlan.of(layers, times);
      int most = HeatmapPlan.WHOLE / times + layers.size() + 1;
      assertTrue(plan.edges().length < before, () -> "" + times);
      assertTrue(plan.edges().length <= most, () -> "" + times);
      before = plan.edges().length;
      List<Integer> edges = Arrays.stream(plan.edges()).boxed().toList();
      layers.forEach(layer -> assertTrue(edges.contains(layer.from()), layer::toString));
    }
  }

  @Test
  void blocksAreFinerThanTheWholeAndCoverTheirLayers() {
    List<Layer> layers = network(784, 32, 10);
    HeatmapPlan plan = HeatmapPlan.of(layers);
    assertTrue(!plan.blocks().isEmpty());
    for (HeatmapPlan.Block block : plan.blocks()) {
      Layer rows = layers.get(block.rowLayer());
      assertEquals(rows.from(), block.rowEdges()[0]);
      assertEquals(rows.to(), block.rowEdges()[block.rowEdges().length - 1]);
      assertTrue(block.rowLayer() <= block.columnLayer());
    }
  }
}
