package io.sparkhessian.quantity.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.report.diagnosis.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class SolveFindingsTest {
  private static final double[] X = {3, 4};

  /** H = 2 · I, so b = (2 + damping) x. */
  private static Solution of(double damping, double iterations) {
    double[] b = {X[0] * (2 + damping), X[1] * (2 + damping)};
    return Solution.of(X, b, damping, 1e-9, iterations);
  }

  @Test
  void theCurvatureAlongASolution() {
    Solution solution = of(0.5, 1);
    assertEquals(2, solution.curvature(), 1e-14);
    assertEquals(5, solution.length(), 0);
    assertEquals(12.5, solution.rightSide(), 1e-14);
    assertTrue(Double.isNaN(Solution.of(X, new double[0], 0, 0, 1).curvature()));
  }

  @Test
  void dampingMayDetermineTheSolution() {
    assertEquals("Solved", headline(List.of(of(0.5, 1)), 0.5));
    assertEquals("The damping determines the solution", headline(List.of(of(3, 1)), 3));
    assertEquals(
        "The damping determines 1 of 2 solutions",
        headline(List.of(of(3, 1), new Solution(1, 1, 9, 1e-9, 1)), 3));
    assertEquals("The matrix is nearly singular", headline(List.of(of(0, 11)), 0));
  }

  /** Of many the first are looked at, but no residual is left out. */
  @Test
  void theFirstOfMany() {
    double[] residuals = {1e-9, 1e-9, 1e-3};
    double[] iterations = {1, 1, 7};
    List<Solution> first = List.of(of(0.5, 1), of(0.5, 1));
    Finding solved = SolveFindings.of(first, residuals, iterations, 0.5, 10).get(0);
    assertEquals("All are solved", solved.headline());
    assertTrue(solved.evidence().startsWith("The relative residual is 0.001"), solved.evidence());
    Finding damped =
        SolveFindings.of(List.of(of(3, 1), of(3, 1)), residuals, iterations, 3, 10).get(0);
    assertEquals("The damping determines 2 of the first 2 solutions", damped.headline());
  }

  private static String headline(List<Solution> solutions, double damping) {
    double[] residuals = solutions.stream().mapToDouble(Solution::residual).toArray();
    double[] iterations = solutions.stream().mapToDouble(Solution::iterations).toArray();
    return SolveFindings.of(solutions, residuals, iterations, damping, 10).get(0).headline();
  }

  /** Every so-manieth point, and the last of each vector. */
  @Test
  void longConvergencesAreThinned() {
    int length = 9_999;
    double[][] steps = new double[3][2 * length];
    for (int i = 0; i < 2 * length; i++) {
      int vector = i / length;
      steps[0][i] = vector;
      steps[1][i] = i % length + 1;
      steps[2][i] = 1.0 / (i % length + 1);
    }
    Convergence convergence = new Convergence(steps, 1e-6, List.of(of(0, 1)), 2);
    String csv = convergence.chapter().figures().get(0).csv();
    assertTrue(csv.lines().count() < 4_100, () -> csv.lines().count() + " lines");
    assertTrue(csv.contains("\n0,9999,") && csv.endsWith("\n1,9999," + 1.0 / length + "\n"));
  }
}
