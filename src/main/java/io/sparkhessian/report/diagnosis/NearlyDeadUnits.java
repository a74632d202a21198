package io.sparkhessian.report.diagnosis;

import io.sparkhessian.report.figure.Layer;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Units that hardly react to any input, such as saturated ones: for each input, their curvature is
 * negligible compared with that of the other units of the matrix. Because the comparison is per
 * input, the units of measurement of the inputs do not matter.
 */
final class NearlyDeadUnits {
  /**
   * Threshold on the diagonal, relative to the largest curvature with respect to the same input.
   */
  private static final double FAINT = 1e-8;

  /** Threshold off the diagonal, where only one factor of an entry belongs to the unit. */
  private static final double FAINT_BESIDE = 1e-3;

  /** Relative rounding error that subtracting the regulariser leaves. */
  private static final double ROUNDING = 1e-15;

  private final Layer matrix;

  private NearlyDeadUnits(Layer matrix) {
    this.matrix = matrix;
  }

  /** The nearly dead units of a matrix; empty where all units are alike. */
  static Set<Integer> of(Evidence evidence, Layer matrix) {
    if (matrix.rows() == 1 || evidence.diagonal().length == 0) {
      return Set.of();
    }
    NearlyDeadUnits units = new NearlyDeadUnits(matrix);
    double rounding = evidence.ridge().length == 0 ? 0 : ROUNDING * evidence.ridge()[matrix.from()];
    Set<Integer> faint = units.below(i -> Math.abs(evidence.bare(i)), FAINT, rounding);
    double[] beside = evidence.largestOffDiagonal();
    if (beside.length > 0) {
      faint.retainAll(units.below(i -> beside[i], FAINT_BESIDE, 0));
    }
    return faint.size() == matrix.rows() ? Set.of() : faint;
  }

  /** Units whose sizes are at most a given share of the largest size, for each input. */
  private Set<Integer> below(IntToDoubleFunction sizes, double share, double rounding) {
    double[] most = new double[matrix.columns()];
    for (int i = matrix.from(); i < matrix.to(); i++) {
      int column = (i - matrix.from()) % most.length;
      most[column] = Math.max(most[column], sizes.applyAsDouble(i));
    }
    Set<Integer> below = new TreeSet<>();
    for (int row = 0; row < matrix.rows(); row++) {
      int from = matrix.from() + row * most.length;
      if (IntStream.range(0, most.length)
          .allMatch(
              column ->
                  sizes.applyAsDouble(from + column) <= Math.max(share * most[column], rounding))) {
        below.add(row);
      }
    }
    return below;
  }

  /** Whether each parameter is a weight or the bias of a nearly dead unit. */
  static boolean[] parameters(Evidence evidence) {
    boolean[] faint = new boolean[evidence.diagonal().length];
    for (Layer matrix : evidence.model().layers()) {
      for (int row : of(evidence, matrix)) {
        int from = matrix.from() + row * matrix.columns();
        Arrays.fill(faint, from, from + matrix.columns(), true);
        evidence.model().biases(matrix).ifPresent(biases -> faint[biases.from() + row] = true);
      }
    }
    return faint;
  }
}
