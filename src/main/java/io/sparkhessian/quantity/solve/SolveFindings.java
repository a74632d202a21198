package io.sparkhessian.quantity.solve;

import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.diagnosis.Verdict;
import io.sparkhessian.report.figure.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Says in words what solutions of (H + damping · I) x = b depend on. */
public final class SolveFindings {
  private static final int NAMED = 8;

  private SolveFindings() {}

  /**
   * What stands out.
   *
   * @param solutions all, or the first of many
   * @param residuals of all
   * @param iterations of all
   * @param size N
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
              "It took %s iterations for %s parameters; without rounding so many would do."
                  .formatted(Shown.text((long) most), Shown.text((long) size)),
              "Give a larger damping, or a larger tolerance: the last digits are rounding.",
              List.of()));
    }
    if (findings.isEmpty()) {
      double worst = Arrays.stream(residuals).max().orElse(0);
      findings.add(
          new Finding(
              Verdict.FINE,
              residuals.length == 1 ? "Solved" : "All are solved",
              "The residual is %s of b after %s iterations%s."
                  .formatted(
                      Shown.text(worst),
                      Shown.text((long) most),
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
            ? "The damping decides the solution"
            : "The damping decides %d %s %d solutions"
                .formatted(damped.size(), of, solutions.size()),
        "The curvature xᵀHx / xᵀx along %s is %s, below the damping of %s, which so decides its length."
            .formatted(one ? "it" : "one of them", Shown.text(least), Shown.text(damping)),
        "Lower the damping where the matrix itself is to decide; if the solutions then grow, b has"
            + " parts along flat directions.",
        damped.stream().limit(NAMED).map(k -> "vector " + k).toList());
  }
}
