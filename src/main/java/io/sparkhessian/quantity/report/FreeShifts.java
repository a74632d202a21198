package io.sparkhessian.quantity.report;

import io.sparkhessian.job.Job;
import io.sparkhessian.report.figure.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Directions that leave all softmax probabilities unchanged: a constant added to the weights from
 * one input to all outputs, or to all intercepts.
 */
final class FreeShifts {
  private FreeShifts() {}

  /** Each as the parameters that change; none for other models. */
  static List<int[]> of(Job job, List<Layer> layers) {
    int weights = lastMatrix(layers);
    if (!job.objective().freeShifts() || weights < 0) {
      return List.of();
    }
    Layer layer = layers.get(weights);
    List<int[]> shifts = new ArrayList<>();
    for (int column = 0; column < layer.columns(); column++) {
      int first = layer.from() + column;
      shifts.add(
          IntStream.range(0, layer.rows()).map(row -> first + row * layer.columns()).toArray());
    }
    if (weights + 1 < layers.size()) {
      Layer intercepts = layers.get(weights + 1);
      shifts.add(IntStream.range(intercepts.from(), intercepts.to()).toArray());
    }
    return shifts;
  }

  private static int lastMatrix(List<Layer> layers) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (layers.get(i).rows() > 1) {
        return i;
      }
    }
    return -1;
  }
}
