package io.sparkhessian.quantity.solve;

import io.sparkhessian.report.figure.Chapter;
import io.sparkhessian.report.figure.Csv;
import io.sparkhessian.report.figure.Figure;
import io.sparkhessian.report.figure.NumberFormat;
import io.sparkhessian.report.figure.Table;
import java.util.List;

/**
 * Convergence of conjugate gradients in the report.
 *
 * @param steps residuals by vector and iteration, in three columns: vector, iteration, residual
 * @param tolerance tolerance of the residual
 * @param solutions the first solutions
 * @param count number of all solutions
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Convergence(double[][] steps, double tolerance, List<Solution> solutions, int count) {
  private static final int VECTORS = 40;
  private static final int POINTS = 4_000;

  public Convergence {
    solutions = List.copyOf(solutions);
  }

  /** Returns the plot of the residuals and a table with one row per solution. */
  public Chapter chapter() {
    Table.Builder table =
        new Table.Builder("", "Vector", "‖b‖", "‖x‖", "xᵀHx / xᵀx", "Iterations", "Residual");
    for (int k = 0; k < solutions.size(); k++) {
      Solution each = solutions.get(k);
      table.row(
          k,
          each.rightSide(),
          each.length(),
          each.curvature(),
          (long) each.iterations(),
          each.residual());
    }
    return new Chapter(
        "convergence",
        "Convergence",
        solutions.size() < count
            ? "The first %s of %s right-hand sides."
                .formatted(
                    NumberFormat.text((long) solutions.size()), NumberFormat.text((long) count))
            : "",
        steps[0].length == 0 ? List.of() : List.of(figure()),
        List.of(table.build()));
  }

  /**
   * Returns the plot; long runs are thinned to every n-th iteration and the last of each vector.
   */
  private Figure figure() {
    int all = 0;
    while (all < steps[0].length && steps[0][all] < VECTORS) {
      all++;
    }
    int every = all / POINTS + 1;
    Csv csv = new Csv("vector", "iteration", "residual");
    for (int i = 0; i < all; i++) {
      boolean last = i + 1 == steps[0].length || steps[0][i + 1] != steps[0][i];
      if (last || (steps[1][i] - 1) % every == 0) {
        csv.row((long) steps[0][i], (long) steps[1][i], steps[2][i]);
      }
    }
    return new Figure(
        "steps",
        "steps",
        "Residual by iteration",
        "Relative residual ‖b − (H + damping · I) x‖ / ‖b‖ of each right-hand side; the tolerance is %s."
            .formatted(NumberFormat.text(tolerance)),
        csv.toString());
  }
}
