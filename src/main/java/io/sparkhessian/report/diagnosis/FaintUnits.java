package io.sparkhessian.report.diagnosis;

import io.sparkhessian.report.figure.Layer;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Units that hardly react to anything, such as saturated ones: by each input the curvature is next
 * to nothing beside that by the other units of the matrix. So it does not matter in what the inputs
 * are measured.
 */
final class FaintUnits {
  /** A share of the largest curvature by the same input. */
  private static final double FAINT = 1e-8;

  /** The same of entries beside the diagonal, which have one such unit and not two. */
  private static final double FAINT_BESIDE = 1e-3;

  /** What is left of rounding where the regulariser is taken off. */
  private static final double ROUNDING = 1e-15;

  private final Layer matrix;

  private FaintUnits(Layer matrix) {
    this.matrix = matrix;
  }

  /** The units of a matrix; none where all are alike. */
  static Set<Integer> of(Evidence evidence, Layer matrix) {
    if (matrix.rows() == 1 || evidence.diagonal().length == 0) {
      return Set.of();
    }
    FaintUnits units = new FaintUnits(matrix);
    double rounding = evidence.ridge().length == 0 ? 0 : ROUNDING * evidence.ridge()[matrix.from()];
    Set<Integer> faint = units.below(i -> Math.abs(evidence.bare(i)), FAINT, rounding);
    double[] beside = evidence.largestBeside();
    if (beside.length > 0) {
      faint.retainAll(units.below(i -> beside[i], FAINT_BESIDE, 0));
    }
    return faint.size() == matrix.rows() ? Set.of() : faint;
  }

  /** Those whose sizes are, by each input, at most a share of the largest. */
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

  /** Of each parameter whether it is a weight or the bias of such a unit. */
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
