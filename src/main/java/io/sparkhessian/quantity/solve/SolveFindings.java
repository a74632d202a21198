package io.sparkhessian.quantity.solve;

import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.diagnosis.Verdict;
import io.sparkhessian.report.figure.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Findings about the solutions of (H + damping · I) x = b. */
public final class SolveFindings {
  private static final int MAX_NAMES = 8;

  private SolveFindings() {}

  /**
   * Returns the findings.
   *
   * @param solutions all solutions, or the first of many
   * @param residuals relative residuals of all solutions
   * @param iterations number of iterations of all solutions
   * @param size number of parameters N
   */
  public static List<Finding> of(
      List<Solution> solutions, double[] residuals, double[] iterations, double damping, int size) {
    List<Finding> findings = new ArrayList<>();
    List<Integer> damped =
        IntStream.range(0, solutions.size())
            .filter(k -> solutions.get(k).curvature() < damping)
            .boxed()
            .toList();
    if (!damped.isEmpty()) {
      String of = solutions.size() < residuals.length ? "of the first" : "of";
      findings.add(damped(solutions, damped, damping, of));
    }
    double most = Arrays.stream(iterations).max().orElse(0);
    if (most > size) {
      findings.add(
          new Finding(
              Verdict.WARNING,
              "The matrix is nearly singular",
              "The method took %s iterations for %s parameters. In exact arithmetic it takes at most one per parameter."
                  .formatted(NumberFormat.text((long) most), NumberFormat.text((long) size)),
              "Increase the damping or the tolerance; the last digits are rounding errors.",
              List.of()));
    }
    if (findings.isEmpty()) {
      double worst = Arrays.stream(residuals).max().orElse(0);
      findings.add(
          new Finding(
              Verdict.OK,
              residuals.length == 1 ? "Solved" : "All are solved",
              "The relative residual is %s after %s iterations%s."
                  .formatted(
                      NumberFormat.text(worst),
                      NumberFormat.text((long) most),
                      damping > 0 ? ", and the damping is below the curvature along x" : ""),
              "",
              List.of()));
    }
    return findings;
  }

  private static Finding damped(
      List<Solution> solutions, List<Integer> damped, double damping, String of) {
    double least =
        damped.stream().mapToDouble(k -> solutions.get(k).curvature()).min().orElseThrow();
    boolean one = damped.size() == 1;
    return new Finding(
        Verdict.WARNING,
        one && solutions.size() == 1
            ? "The damping determines the solution"
            : "The damping determines %d %s %d solutions"
                .formatted(damped.size(), of, solutions.size()),
        "The curvature xᵀHx / xᵀx along %s is %s, below the damping of %s, which limits the length of x."
            .formatted(
                one ? "x" : "one solution x", NumberFormat.text(least), NumberFormat.text(damping)),
        "Reduce the damping. If the solutions then grow, b has components along flat directions.",
        damped.stream().limit(MAX_NAMES).map(k -> "vector " + k).toList());
  }
}
