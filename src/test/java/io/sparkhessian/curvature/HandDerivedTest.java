package io.sparkhessian.curvature;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.Tolerance;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.graph.Node;
import io.sparkhessian.objective.Objective;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Functions of the parameters alone with Hessians derived by hand. */
class HandDerivedTest {

  /** (1 − x)² + 100 (y − x²)². */
  private static final Objective ROSENBROCK =
      (g, features) -> {
        Node x = g.parameter("x", 1, 1);
        Node y = g.parameter("y", 1, 1);
        Node valley = g.subtract(y, g.multiply(x, x));
        Node hill = g.subtract(g.constant(1), x);
        return g.add(g.multiply(hill, hill), g.multiply(100, g.power(valley, 2)));
      };

  private static double[][] rosenbrock(double x, double y) {
    return new double[][] {{2 - 400 * (y - 3 * x * x), -400 * x}, {-400 * x, 200}};
  }

  @Test
  void rosenbrockAtItsMinimum() {
    AtPoint there = AtPoint.of(ROSENBROCK, 1, 1);
    assertEquals(0, there.lossAndGradient().loss());
    assertClose(new double[2], there.lossAndGradient().gradient(), Tolerance.ROUNDING);
    assertEquals(0, there.lossAndGradient().norm());
    there.assertHessian(
        new double[][] {{802, -400}, {-400, 200}}, Tolerance.ROUNDING, "Rosenbrock at (1, 1)");
  }

  @Test
  void rosenbrockAwayFromTheMinimum() {
    double x = -1.2;
    double y = 0.7;
    AtPoint there = AtPoint.of(ROSENBROCK, x, y);
    double valley = y - x * x;
    assertClose(
        (1 - x) * (1 - x) + 100 * valley * valley,
        there.lossAndGradient().loss(),
        Tolerance.ROUNDING,
        "value");
    assertClose(
        new double[] {-2 * (1 - x) - 400 * x * valley, 200 * valley},
        there.lossAndGradient().gradient(),
        Tolerance.ROUNDING);
    there.assertHessian(rosenbrock(x, y), Tolerance.ROUNDING, "Rosenbrock");
  }

  /** Σ (1 − xᵢ)² + 100 (xᵢ₊₁ − xᵢ²)², by slices of one row. */
  @Test
  void rosenbrockInManyDimensions() {
    int n = 70;
    Objective chain =
        (g, features) -> {
          Node x = g.parameter("x", 1, n);
          Node here = g.columns(x, 0, n - 1);
          Node valley = g.subtract(g.columns(x, 1, n), g.multiply(here, here));
          Node hill = g.subtract(g.constant(1), here);
          return g.add(g.squaredNorm(hill), g.multiply(100, g.squaredNorm(valley)));
        };
    double[] x = Matrices.normal(new Random(8), 1, n).data;
    double[][] expected = new double[n][n];
    for (int i = 0; i + 1 < n; i++) {
      double[][] pair = rosenbrock(x[i], x[i + 1]);
      expected[i][i] += pair[0][0];
      expected[i][i + 1] = pair[0][1];
      expected[i + 1][i] = pair[1][0];
      expected[i + 1][i + 1] += pair[1][1];
    }
    AtPoint.of(chain, x).assertHessian(expected, Tolerance.ROUNDING, "70 dimensions");
  }

  @Test
  void sumOfSines() {
    double[] x = Matrices.normal(new Random(9), 1, 12).data;
    double[][] expected = new double[12][12];
    for (int i = 0; i < 12; i++) {
      expected[i][i] = -Math.sin(x[i]);
    }
    Objective sines = (g, features) -> g.sum(g.sin(g.parameter("x", 3, 4)));
    AtPoint.of(sines, x).assertHessian(expected, Tolerance.ROUNDING, "sines");
  }

  /** ½ xᵀAx with a symmetric A has the Hessian A, at every point. */
  @Test
  void quadraticForm() {
    int n = 6;
    DMatrixRMaj random = Matrices.normal(new Random(10), n, n);
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = random.get(i, j) + random.get(j, i);
      }
    }
    Objective quadratic =
        (g, features) -> {
          Node x = g.parameter("x", 1, n);
          return g.multiply(0.5, g.sum(g.multiply(g.matMul(x, g.constant(a)), x)));
        };
    double[] x = Matrices.normal(new Random(11), 1, n).data;
    AtPoint there = AtPoint.of(quadratic, x);
    there.assertHessian(a, Tolerance.ROUNDING, "quadratic form");
    assertClose(there.lossAndGradient().gradient(), there.times(x), Tolerance.ROUNDING);
  }

  /** −ln |xy| over three parameters of different shapes: their mixed derivatives vanish. */
  @Test
  void separateParametersHaveNoMixedDerivatives() {
    Objective logs =
        (g, features) ->
            g.negate(
                g.add(
                    g.sum(g.log(g.parameter("matrix", 2, 2))),
                    g.add(
                        g.log(g.parameter("number", 1, 1)), g.sum(g.log(g.intercept("row", 2))))));
    double[] x = {0.5, 1, 2, 4, 0.25, 8, 10};
    double[][] expected = new double[7][7];
    for (int i = 0; i < 7; i++) {
      expected[i][i] = 1 / (x[i] * x[i]);
    }
    AtPoint.of(logs, x).assertHessian(expected, Tolerance.ROUNDING, "logs");
  }

  @Test
  void aLinearFunctionHasNoCurvature() {
    Objective linear =
        (g, features) ->
            g.sum(g.multiply(g.constant(new double[][] {{1, -2, 3}}), g.parameter("x", 1, 3)));
    AtPoint there = AtPoint.of(linear, 4, 5, 6);
    assertArrayEquals(new double[] {1, -2, 3}, there.lossAndGradient().gradient());
    assertArrayEquals(new double[9], there.hessian().data);
    assertArrayEquals(new double[3], there.diagonal());
    assertArrayEquals(new double[3], there.times(1, 1, 1));
  }

  @Test
  void aParameterWithoutInfluenceHasAZeroRow() {
    Objective partial =
        (g, features) -> {
          g.parameter("before", 1, 2);
          Node x = g.parameter("x", 1, 1);
          g.exp(g.parameter("after", 1, 1));
          return g.power(x, 3);
        };
    AtPoint there = AtPoint.of(partial, 7, 8, 2, 9);
    assertEquals(
        "[before[0], before[1], x, after]", there.problem().layout().elementNames().toString());
    assertArrayEquals(new double[] {0, 0, 12, 0}, there.lossAndGradient().gradient());
    double[][] expected = new double[4][4];
    expected[2][2] = 12;
    there.assertHessian(expected, Tolerance.ROUNDING, "partial");
  }

  @Test
  void aPowerOfTwoNodesIsAFunctionOfBoth() {
    Objective power = (g, features) -> g.power(g.parameter("x", 1, 1), g.parameter("y", 1, 1));
    double x = 1.7;
    double y = 2.3;
    double log = Math.log(x);
    double mixed = Math.pow(x, y - 1) * (1 + y * log);
    double[][] expected = {
      {y * (y - 1) * Math.pow(x, y - 2), mixed}, {mixed, Math.pow(x, y) * log * log}
    };
    AtPoint.of(power, x, y).assertHessian(expected, Tolerance.ROUNDING, "xʸ");
  }

  /** ln Σ eˣ at large x has the Hessian diag(p) − ppᵀ. */
  @Test
  void logSumExpOfLargeNumbers() {
    for (double size : new double[] {0, 1e3, -1e3}) {
      double[] x = {size, size - 1, size - 2.5, size - 1000};
      double[] p = new double[4];
      double sum = Arrays.stream(x).map(each -> Math.exp(each - size)).sum();
      Arrays.setAll(p, i -> Math.exp(x[i] - size) / sum);
      double[][] expected = new double[4][4];
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
          expected[i][j] = (i == j ? p[i] : 0) - p[i] * p[j];
        }
      }
      AtPoint there = AtPoint.of((g, features) -> g.logSumExp(g.parameter("x", 1, 4)), x);
      assertClose(
          size + Math.log(sum), there.lossAndGradient().loss(), Tolerance.ROUNDING, "value");
      assertClose(p, there.lossAndGradient().gradient(), Tolerance.ROUNDING);
      there.assertHessian(expected, Tolerance.ROUNDING, "at " + size);
    }
  }
}
