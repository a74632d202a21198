package io.sparkhessian.quantity.matrix;

import io.sparkhessian.quantity.matrix.MatrixScan.Part;
import io.sparkhessian.report.figure.Layer;
import io.sparkhessian.report.heatmap.GridSums;
import io.sparkhessian.report.heatmap.HeatmapPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Partition of strips into batches whose task results fit into the driver.
 *
 * @param capacity bytes of numbers in a batch
 */
record StripBatches(long capacity) {
  private static final int MAX_STRIPS = 64;

  /** Share of the result limit for numbers; the rest is for serialization overhead. */
  private static final double NUMBERS = 0.75;

  /**
   * @param limit limit on the total size of the task results in bytes
   */
  static StripBatches within(long limit) {
    return new StripBatches((long) (NUMBERS * limit));
  }

  /** Returns the batches of the strips, in order; a batch has at least one strip. */
  List<List<Part>> of(List<Part> strips, ToLongFunction<Part> bytes) {
    List<List<Part>> batches = new ArrayList<>();
    long left = 0;
    for (Part strip : strips) {
      long own = bytes.applyAsLong(strip);
      if (batches.isEmpty() || own > left || batches.get(batches.size() - 1).size() == MAX_STRIPS) {
        batches.add(new ArrayList<>());
        left = capacity;
      }
      batches.get(batches.size() - 1).add(strip);
      left -= own;
    }
    return batches;
  }

  /** Returns the finest heatmap whose sums of one strip fit; the coarsest if none does. */
  HeatmapPlan plan(List<Layer> layers, List<Part> strips) {
    HeatmapPlan plan = HeatmapPlan.of(layers);
    for (int times = 2; times <= HeatmapPlan.WHOLE && !fits(strips, plan); times += 1 + times / 4) {
      plan = HeatmapPlan.of(layers, times);
    }
    return plan;
  }

  private boolean fits(List<Part> strips, HeatmapPlan plan) {
    return strips.stream().allMatch(strip -> bytes(strip, plan) <= capacity);
  }

  /** Returns the size of all sums of a strip in bytes. */
  static long bytes(Part strip, HeatmapPlan plan) {
    long bytes = Double.BYTES * ((long) strip.rows() + strip.columns());
    bytes += bytes(strip, plan.edges(), plan.edges());
    for (HeatmapPlan.Block block : plan.blocks()) {
      bytes += bytes(strip, block.rowEdges(), block.columnEdges());
    }
    return bytes;
  }

  private static long bytes(Part strip, int[] rows, int[] columns) {
    return GridSums.bytesOfWindow(
        rows, columns, strip.firstRow(), strip.bottom(), strip.firstColumn(), strip.right());
  }
}
