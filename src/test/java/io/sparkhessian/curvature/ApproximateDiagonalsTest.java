package io.sparkhessian.curvature;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.Tolerance;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.Reduction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The recursions of Becker and Le Cun and of HesScale. */
class ApproximateDiagonalsTest {
  private static final DMatrixRMaj NUMBER_TWO = new DMatrixRMaj(new double[][] {{2}});
  private static final DMatrixRMaj NUMBER_ONE = new DMatrixRMaj(new double[][] {{1}});

  /** x = 2, y = 1, w = 1. */
  private static final Samples ONE = new Samples(NUMBER_TWO, NUMBER_ONE, NUMBER_ONE);

  private static double[] beckerLeCun(AtPoint there) {
    return new BeckerLeCunDiagonal(there.problem()).entries(there.chunks(), AtPoint.DENSE);
  }

  private static double[] hesScale(AtPoint there) {
    return new HesScaleDiagonal(there.problem()).entries(there.chunks(), AtPoint.DENSE);
  }

  private static AtPoint linear(Loss loss, int outputs, long seed) {
    Random random = new Random(seed);
    Samples samples = Matrices.samples(random, Matrices.normal(random, 9, 4), 2);
    double[] point = Matrices.normal(random, 1, 5 * outputs).data;
    return AtPoint.of(new LinearModel(loss, outputs, true), samples, Reduction.MEAN, 0.3, point);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void exactWithoutHiddenLayers(Loss loss) {
    AtPoint there = linear(loss, loss == Loss.CROSS_ENTROPY ? 3 : 1, 12);
    assertClose(there.diagonal(), hesScale(there), Tolerance.ROUNDING, loss + ": HesScale");
    if (loss != Loss.CROSS_ENTROPY) {
      assertClose(there.diagonal(), beckerLeCun(there), Tolerance.ROUNDING, loss + ": Becker");
    }
  }

  /**
   * For the weights of class k, only samples of this class count: Σ_s w_s [y_s = k] p_k (1 − p_k)
   * x².
   */
  @Test
  void beckerAndLeCunUseOnlyTheSoftmaxOutputOfTheLabel() {
    double[] logits = {0.3, -0.2, 0.9};
    Objective objective =
        (g, features) ->
            g.negate(
                g.gather(
                    g.logSoftmax(
                        g.output(g.matMulTransposed(g.features(1), g.parameter("w", 3, 1)))),
                    g.labels(1)));
    AtPoint there =
        AtPoint.of(
            objective, ONE, Reduction.SUM, 0, Arrays.stream(logits).map(z -> z / 2).toArray());
    double sum = Arrays.stream(logits).map(Math::exp).sum();
    double[] variances =
        Arrays.stream(logits).map(z -> Math.exp(z) / sum).map(p -> p * (1 - p) * 4).toArray();
    assertClose(variances, hesScale(there), Tolerance.ROUNDING, "HesScale");
    assertClose(
        new double[] {0, variances[1], 0}, beckerLeCun(there), Tolerance.ROUNDING, "Becker");
  }

  /**
   * A network with one unit per layer, v f(u x) with squared error, has no mixed derivatives to
   * neglect.
   */
  @Test
  void severalOperationsFormOneFunction() {
    double u = 0.4;
    double v = -1.3;
    assertOneUnit(u, v, (g, x) -> g.multiply(x, g.sigmoid(x)), x -> x / (1 + Math.exp(-x)));
    assertOneUnit(u, v, (g, x) -> g.add(x, g.multiply(x, g.tanh(x))), x -> x + x * Math.tanh(x));
    assertOneUnit(
        u,
        v,
        (g, x) -> g.divide(g.sin(x), g.add(g.constant(2), g.multiply(x, x))),
        x -> Math.sin(x) / (2 + x * x));
  }

  private interface NodeFunction {
    Node of(GraphBuilder g, Node x);
  }

  private interface NumberFunction {
    double of(double x);
  }

  /** F = ½ (v f(2u) − 1)²: the recursion is exact, ∂²F/∂v² = f², and ∂²F/∂u² by differences. */
  private static void assertOneUnit(
      double u, double v, NodeFunction function, NumberFunction number) {
    Objective objective =
        (g, features) -> {
          Node hidden = function.of(g, g.multiply(g.features(1), g.parameter("u", 1, 1)));
          Node z = g.output(g.multiply(hidden, g.parameter("v", 1, 1)));
          return g.multiply(0.5, g.squaredNorm(g.subtract(z, g.labels(1))));
        };
    AtPoint there = AtPoint.of(objective, ONE, Reduction.SUM, 0, u, v);
    double step = Math.sqrt(Math.cbrt(Math.ulp(1.0)));
    double curvature =
        (value(number, v, u + step) - 2 * value(number, v, u) + value(number, v, u - step))
            / (step * step);
    double f = number.of(2 * u);
    double[] diagonal = beckerLeCun(there);
    assertClose(f * f, diagonal[1], Tolerance.ROUNDING, "v");
    assertEquals(curvature, diagonal[0], 1e-4 * Math.abs(curvature), "u");
    assertClose(there.diagonal(), diagonal, Tolerance.ROUNDING, "exact");
    assertClose(there.diagonal(), hesScale(there), Tolerance.ROUNDING, "exact");
  }

  private static double value(NumberFunction number, double v, double u) {
    double error = v * number.of(2 * u) - 1;
    return error * error / 2;
  }

  /**
   * ℓ = ½ (Σ_i c_i t_i − 1)² with t_i = tanh(b_i h) and h = tanh(2a): exact at b and c, and at a
   * without the mixed derivative of t_1 and t_2, c_1 c_2.
   */
  @Test
  void neglectsMixedDerivativesOfTwoHiddenLayers() {
    double a = 0.3;
    double[] b = {0.5, -0.8};
    double[] c = {1.1, 0.7};
    Objective objective =
        (g, features) -> {
          Node first = g.tanh(g.multiply(g.features(1), g.parameter("a", 1, 1)));
          Node second = g.tanh(g.matMulTransposed(first, g.parameter("b", 2, 1)));
          Node z = g.output(g.matMulTransposed(second, g.parameter("c", 1, 2)));
          return g.multiply(0.5, g.squaredNorm(g.subtract(z, g.labels(1))));
        };
    double[] point = {a, b[0], b[1], c[0], c[1]};
    AtPoint there = AtPoint.of(objective, ONE, Reduction.SUM, 0, point);
    double h = Math.tanh(2 * a);
    double z = c[0] * Math.tanh(b[0] * h) + c[1] * Math.tanh(b[1] * h);
    double gradient = 0;
    double curvature = 0;
    double[] expected = new double[5];
    for (int i = 0; i < 2; i++) {
      double t = Math.tanh(b[i] * h);
      double slope = 1 - t * t;
      double unit = c[i] * c[i] * slope * slope + (z - 1) * c[i] * -2 * t * slope;
      expected[1 + i] = unit * h * h;
      expected[3 + i] = t * t;
      gradient += (z - 1) * c[i] * slope * b[i];
      curvature += unit * b[i] * b[i];
    }
    double slope = 1 - h * h;
    expected[0] = 4 * (slope * slope * curvature - 2 * h * slope * gradient);
    assertClose(expected, beckerLeCun(there), Tolerance.ROUNDING, "Becker");
    double mixed = 1;
    for (int i = 0; i < 2; i++) {
      double t = Math.tanh(b[i] * h);
      mixed *= c[i] * b[i] * (1 - t * t);
    }
    assertClose(
        there.diagonal()[0], expected[0] + 4 * slope * slope * 2 * mixed, Tolerance.ROUNDING, "a");
  }

  /** A value added twice, and a value that is broadcast and sliced. */
  @Test
  void linearOperationsOfOneUnitAreExact() {
    Objective objective =
        (g, features) -> {
          Node x = g.multiply(g.features(1), g.parameter("u", 1, 1));
          Node sum = g.subtract(g.multiply(3, g.tanh(x)), g.divide(g.exp(x), g.constant(4)));
          Node padded = g.pad(sum, 1, 1);
          Node z = g.output(g.rowSum(g.columns(padded, 0, 2)));
          return g.exp(z);
        };
    AtPoint there = AtPoint.of(objective, ONE, Reduction.SUM, 0.2, 0.3);
    assertClose(there.diagonal(), beckerLeCun(there), Tolerance.ROUNDING, "linear");
  }

  /** ℓ = ln(1 + Σ z⁴) couples the outputs, so each second derivative takes a pass. */
  @Test
  void hesScaleIsExactAtTheLastLayerOfAnyLoss() {
    Objective objective =
        (g, features) -> {
          Node z = g.output(g.matMulTransposed(g.features(3), g.parameter("w", 4, 3)));
          Node own = g.multiply(z, g.rowSum(g.tanh(z)));
          return g.add(g.log1p(g.squaredNorm(g.power(z, 2))), g.sum(own));
        };
    Random random = new Random(13);
    Samples samples = Matrices.samples(random, Matrices.normal(random, 6, 3), 2);
    double[] point = Matrices.normal(random, 1, 12).data;
    AtPoint there = AtPoint.of(objective, samples, Reduction.MEAN, 0.1, point);
    assertClose(there.diagonal(), hesScale(there), Tolerance.ROUNDING, "HesScale");
    assertClose(there.diagonal(), beckerLeCun(there), Tolerance.ROUNDING, "Becker");
  }

  /**
   * z = t + b tanh t with t = a x: the cross term of the two parts, 2 ℓ″ b tanh′, is a mixed
   * derivative and neglected.
   */
  @Test
  void neglectsMixedDerivativesOfSkipConnections() {
    double a = 0.4;
    double b = -0.6;
    Objective objective =
        (g, features) -> {
          Node t = g.multiply(g.features(1), g.parameter("a", 1, 1));
          return g.exp(g.output(g.add(t, g.multiply(g.tanh(t), g.parameter("b", 1, 1)))));
        };
    AtPoint there = AtPoint.of(objective, ONE, Reduction.SUM, 0, a, b);
    double tanh = Math.tanh(2 * a);
    double slope = 1 - tanh * tanh;
    double loss = Math.exp(2 * a + b * tanh);
    double kept = 4 * loss * (1 + b * b * slope * slope - 2 * b * tanh * slope);
    assertClose(
        new double[] {kept, loss * tanh * tanh}, hesScale(there), Tolerance.ROUNDING, "HesScale");
    assertClose(kept + 4 * loss * 2 * b * slope, there.diagonal()[0], Tolerance.ROUNDING, "exact");
  }

  @Test
  void anOverflowIsNamed() {
    Objective objective =
        (g, features) -> g.exp(g.output(g.multiply(g.features(1), g.parameter("a", 1, 1))));
    AtPoint there = AtPoint.of(objective, ONE, Reduction.SUM, 0, 400);
    Failure failure = assertThrows(Failure.class, () -> hesScale(there));
    assertEquals(Failure.Kind.NUMBERS, failure.kind());
    assertTrue(
        failure.getMessage().startsWith("the HesScale diagonal is Infinity at parameter 0, a"),
        failure.getMessage());
    assertTrue(
        failure.getMessage().contains("the operation exp is the first"), failure.getMessage());
  }

  @Test
  void survivesSerialization() throws IOException, ClassNotFoundException {
    AtPoint there = linear(Loss.POISSON, 1, 6);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new HesScaleDiagonal(there.problem()));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      SinglePassDiagonal copy = (SinglePassDiagonal) in.readObject();
      assertArrayEquals(hesScale(there), copy.entries(there.chunks(), AtPoint.DENSE));
    }
  }

  @Test
  void costsFollowFromTheProgram() {
    HesScaleDiagonal diagonal = new HesScaleDiagonal(linear(Loss.SQUARED_ERROR, 1, 5).problem());
    double one = diagonal.flops(1).values().iterator().next();
    assertTrue(one >= 4 + 2 * 4, "squares of four numbers and their sums: " + one);
    assertEquals(1000 * one, diagonal.flops(1000).values().iterator().next());
    assertTrue(diagonal.workingBytes(256) > 256 * Double.BYTES);
  }
}
