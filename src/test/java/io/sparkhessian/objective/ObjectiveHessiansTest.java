package io.sparkhessian.objective;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.Tolerance;
import io.sparkhessian.curvature.AtPoint;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Samples;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Hessians of linear models by the textbook: Σ w ℓ″(z) x xᵀ, with x = 1 for the intercept. */
class ObjectiveHessiansTest {
  private static final int FEATURES = 3;
  private static final int CLASSES = 3;
  private final Random random = new Random(12);
  private final Samples samples =
      Matrices.samples(random, Matrices.normal(random, 10, FEATURES), 2);
  private final double[] point = Matrices.normal(random, 1, FEATURES + 1).data;

  /** x, or 1 for the intercept. */
  private double input(int sample, int index) {
    return index == FEATURES ? 1 : samples.dense().get(sample, index);
  }

  private double output(int sample, double[] parameters, int from) {
    double z = 0;
    for (int i = 0; i < FEATURES; i++) {
      z += parameters[from + i] * input(sample, i);
    }
    return z;
  }

  private double[][] expected(DoubleUnaryOperator curvature, int size, double divisor) {
    double[][] hessian = new double[size][size];
    for (int s = 0; s < samples.count(); s++) {
      double z = output(s, point, 0) + (size > FEATURES ? point[FEATURES] : 0);
      double weight = samples.weights().data[s] * curvature.applyAsDouble(z) / divisor;
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          hessian[i][j] += weight * input(s, i) * input(s, j);
        }
      }
    }
    return hessian;
  }

  private void check(Loss loss, DoubleUnaryOperator curvature) {
    LinearModel model = new LinearModel(loss, 1, true);
    AtPoint.of(model, samples, Reduction.SUM, 0, point)
        .assertHessian(expected(curvature, FEATURES + 1, 1), Tolerance.ROUNDING, loss + " by sum");
    AtPoint.of(model, samples, Reduction.MEAN, 0, point)
        .assertHessian(
            expected(curvature, FEATURES + 1, samples.totalWeight()),
            Tolerance.ROUNDING,
            loss + " by mean");
    double[] coefficients = Arrays.copyOf(point, FEATURES);
    AtPoint.of(new LinearModel(loss, 1, false), samples, Reduction.SUM, 0, coefficients)
        .assertHessian(
            expected(curvature, FEATURES, 1), Tolerance.ROUNDING, loss + " without intercept");
  }

  @Test
  void linear() {
    check(Loss.SQUARED_ERROR, z -> 1);
  }

  @Test
  void logistic() {
    check(Loss.LOGISTIC, z -> 1 / ((1 + Math.exp(z)) * (1 + Math.exp(-z))));
  }

  /** At |z| = 40 on the label's side: ln(1 + e⁻⁴⁰), its gradient e⁻⁴⁰ and Hessian. */
  @Test
  void logisticKeepsItsDigitsFarOnTheRightSide() {
    double tiny = 4.248354255291589e-18;
    for (double label : new double[] {0, 1}) {
      double z = label == 1 ? 40 : -40;
      Samples one =
          new Samples(
              new DMatrixRMaj(new double[][] {{z}}),
              new DMatrixRMaj(new double[][] {{label}}),
              new DMatrixRMaj(new double[][] {{1}}));
      AtPoint there =
          AtPoint.of(new LinearModel(Loss.LOGISTIC, 1, false), one, Reduction.SUM, 0, 1);
      assertEquals(tiny, there.lossAndGradient().loss(), 1e-13 * tiny);
      assertEquals(-40 * tiny, there.lossAndGradient().gradient()[0], 40e-13 * tiny);
      assertEquals(1600 * tiny, there.hessian().data[0], 1600e-13 * tiny);
    }
  }

  @Test
  void poisson() {
    check(Loss.POISSON, Math::exp);
  }

  /** (pₖ δₖₘ − pₖ pₘ) x xᵀ for the classes k and m. */
  @Test
  void softmax() {
    int size = CLASSES * FEATURES;
    double[] coefficients = Matrices.normal(random, 1, size).data;
    double[][] hessian = new double[size][size];
    for (int s = 0; s < samples.count(); s++) {
      double[] p = probabilities(s, coefficients);
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          int k = i / FEATURES;
          int m = j / FEATURES;
          double curvature = (k == m ? p[k] : 0) - p[k] * p[m];
          hessian[i][j] +=
              samples.weights().data[s]
                  * curvature
                  * input(s, i % FEATURES)
                  * input(s, j % FEATURES);
        }
      }
    }
    AtPoint.of(
            new LinearModel(Loss.CROSS_ENTROPY, CLASSES, false),
            samples,
            Reduction.SUM,
            0,
            coefficients)
        .assertHessian(hessian, Tolerance.ROUNDING, "softmax");
  }

  private double[] probabilities(int sample, double[] coefficients) {
    double[] p = new double[CLASSES];
    double sum = 0;
    for (int k = 0; k < CLASSES; k++) {
      p[k] = Math.exp(output(sample, coefficients, k * FEATURES));
      sum += p[k];
    }
    for (int k = 0; k < CLASSES; k++) {
      p[k] /= sum;
    }
    return p;
  }

  @Test
  void l2AddsToTheDiagonalButNotOfTheIntercept() {
    LinearModel model = new LinearModel(Loss.SQUARED_ERROR, 1, true);
    double[][] expected = expected(z -> 1, FEATURES + 1, samples.totalWeight());
    double norm = 0;
    for (int i = 0; i < FEATURES; i++) {
      expected[i][i] += 0.3;
      norm += point[i] * point[i];
    }
    AtPoint plain = AtPoint.of(model, samples, Reduction.MEAN, 0, point);
    AtPoint penalised = AtPoint.of(model, samples, Reduction.MEAN, 0.3, point);
    penalised.assertHessian(expected, Tolerance.ROUNDING, "l2");
    double added = penalised.lossAndGradient().loss() - plain.lossAndGradient().loss();
    assertEquals(0.15 * norm, added, Tolerance.ROUNDING);
    double[] gradient = plain.lossAndGradient().gradient();
    for (int i = 0; i < FEATURES; i++) {
      gradient[i] += 0.3 * point[i];
    }
    assertClose(gradient, penalised.lossAndGradient().gradient(), Tolerance.ROUNDING);
  }

  @Test
  void l2AppliesToAFunctionWithoutSamplesToo() {
    AtPoint.of(
            (g, features) -> g.exp(g.add(g.parameter("x", 1, 1), g.intercept("y", 1))),
            Samples.none(),
            Reduction.MEAN,
            0.5,
            0,
            0)
        .assertHessian(new double[][] {{1.5, 1}, {1, 1}}, Tolerance.ROUNDING, "e^(x+y)");
  }

  @Test
  void aWeightIsThatManySamples() {
    DMatrixRMaj features = Matrices.normal(random, 3, FEATURES);
    Samples weighted =
        new Samples(
            features, new DMatrixRMaj(3, 1), new DMatrixRMaj(new double[][] {{2}, {1}, {0}}));
    DMatrixRMaj repeated = new DMatrixRMaj(3, FEATURES);
    System.arraycopy(features.data, 0, repeated.data, 0, FEATURES);
    System.arraycopy(features.data, 0, repeated.data, FEATURES, 2 * FEATURES);
    Samples plain =
        new Samples(
            repeated, new DMatrixRMaj(3, 1), new DMatrixRMaj(new double[][] {{1}, {1}, {1}}));
    LinearModel model = new LinearModel(Loss.POISSON, 1, true);
    for (Reduction reduction : Reduction.values()) {
      AtPoint one = AtPoint.of(model, weighted, reduction, 0, point);
      AtPoint other = AtPoint.of(model, plain, reduction, 0, point);
      assertClose(other.hessian(), one.hessian(), Tolerance.ROUNDING, reduction.toString());
      assertClose(
          other.lossAndGradient().gradient(), one.lossAndGradient().gradient(), Tolerance.ROUNDING);
    }
  }
}
