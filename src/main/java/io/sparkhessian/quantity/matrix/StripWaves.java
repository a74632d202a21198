package io.sparkhessian.quantity.matrix;

import io.sparkhessian.quantity.matrix.MatrixReading.Part;
import io.sparkhessian.report.figure.Layer;
import io.sparkhessian.report.heatmap.GridSums;
import io.sparkhessian.report.heatmap.HeatmapPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Strips in waves: what the tasks of one bring to the driver is no more than they may.
 *
 * @param room bytes of numbers
 */
record StripWaves(long room) {
  private static final int MOST = 64;

  /** Of what tasks may bring; the rest is for what is around the numbers. */
  private static final double NUMBERS = 0.75;

  /**
   * @param limit what they may bring together
   */
  static StripWaves within(long limit) {
    return new StripWaves((long) (NUMBERS * limit));
  }

  /** The strips in their order; a wave has at least one. */
  List<List<Part>> of(List<Part> strips, ToLongFunction<Part> bytes) {
    List<List<Part>> waves = new ArrayList<>();
    long left = 0;
    for (Part strip : strips) {
      long own = bytes.applyAsLong(strip);
      if (waves.isEmpty() || own > left || waves.get(waves.size() - 1).size() == MOST) {
        waves.add(new ArrayList<>());
        left = room;
      }
      waves.get(waves.size() - 1).add(strip);
      left -= own;
    }
    return waves;
  }

  /** The finest pictures of which each strip's part fits; the coarsest, if none does. */
  HeatmapPlan plan(List<Layer> layers, List<Part> strips) {
    HeatmapPlan plan = HeatmapPlan.of(layers);
    for (int times = 2; times <= HeatmapPlan.WHOLE && !fits(strips, plan); times += 1 + times / 4) {
      plan = HeatmapPlan.of(layers, times);
    }
    return plan;
  }

  private boolean fits(List<Part> strips, HeatmapPlan plan) {
    return strips.stream().allMatch(strip -> bytes(strip, plan) <= room);
  }

  /** Bytes of all sums of a strip. */
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
