package io.sparkhessian.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Failure;
import io.sparkhessian.SparkTestSession;
import io.sparkhessian.Tolerance;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.examples.Rosenbrock;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/**
 * {@link InputHessians} against central differences of a gradient that this test derives by hand: a
 * network 5-4-3 with log-softmax and negative log-likelihood.
 */
class InputHessiansIT {
  private static final long SEED = 17;
  private static final int FEATURES = 5;
  private static final int UNITS = 4;
  private static final int CLASSES = 3;
  private static final int SAMPLES = 700;
  private static final double STEP = 1e-5;

  private final SparkSession spark = SparkTestSession.get();
  private final Random random = new Random(SEED);
  private final double[] theta = random.doubles(5 * 4 + 4 + 4 * 3 + 3, -1, 1).toArray();
  private final Samples samples =
      Matrices.samples(random, Matrices.normal(random, SAMPLES, FEATURES), CLASSES);

  private InputHessians byInputs() {
    return Hessians.of(
            new MultilayerPerceptron(
                List.of(FEATURES, UNITS, CLASSES), Activation.TANH, Loss.CROSS_ENTROPY, true),
            theta)
        .over(samples)
        .withL2(0.3)
        .byInputs(spark);
  }

  private double hidden(double[] x, int unit) {
    double sum = theta[FEATURES * UNITS + unit];
    for (int j = 0; j < FEATURES; j++) {
      sum += theta[unit * FEATURES + j] * x[j];
    }
    return Math.tanh(sum);
  }

  private double second(int k, int unit) {
    return theta[FEATURES * UNITS + UNITS + k * UNITS + unit];
  }

  private double[] scores(double[] x) {
    double[] z = new double[CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      z[k] = theta[theta.length - CLASSES + k];
      for (int unit = 0; unit < UNITS; unit++) {
        z[k] += second(k, unit) * hidden(x, unit);
      }
    }
    return z;
  }

  /** Σ_k c_k ∂z_k/∂x. */
  private double[] gradient(double[] x, double[] c) {
    double[] gradient = new double[FEATURES];
    for (int unit = 0; unit < UNITS; unit++) {
      double back = 0;
      for (int k = 0; k < CLASSES; k++) {
        back += c[k] * second(k, unit);
      }
      double slope = 1 - hidden(x, unit) * hidden(x, unit);
      for (int j = 0; j < FEATURES; j++) {
        gradient[j] += back * slope * theta[unit * FEATURES + j];
      }
    }
    return gradient;
  }

  private static double[] softmax(double[] z) {
    double sum = Arrays.stream(z).map(Math::exp).sum();
    return Arrays.stream(z).map(score -> Math.exp(score) / sum).toArray();
  }

  private double[] gradientOfLoss(double[] x, int label) {
    double[] c = softmax(scores(x));
    c[label] -= 1;
    return gradient(x, c);
  }

  /** A gradient as a function of the features. */
  private interface Slope {
    double[] at(double[] x);
  }

  private static double[] differences(Slope gradient, double[] x, int[] columns) {
    double[] matrix = new double[columns.length * columns.length];
    for (int j = 0; j < columns.length; j++) {
      double[] up = x.clone();
      double[] down = x.clone();
      up[columns[j]] += STEP;
      down[columns[j]] -= STEP;
      for (int i = 0; i < columns.length; i++) {
        matrix[i * columns.length + j] =
            (gradient.at(up)[columns[i]] - gradient.at(down)[columns[i]]) / (2 * STEP);
      }
    }
    return matrix;
  }

  private double[] features(int sample) {
    return Arrays.copyOfRange(samples.dense().data, sample * FEATURES, (sample + 1) * FEATURES);
  }

  @Test
  void hessiansOfTheLoss() {
    double[] laplacians = byInputs().laplacians();
    int[] columns = {0, 1, 2, 3, 4};
    DMatrixRMaj expected = new DMatrixRMaj(SAMPLES, FEATURES * FEATURES);
    DMatrixRMaj found = new DMatrixRMaj(SAMPLES, FEATURES * FEATURES);
    List<Integer> order = new ArrayList<>();
    byInputs()
        .forEach(
            each -> {
              int s = each.sample();
              order.add(s);
              double[] x = features(s);
              int label = (int) samples.labels().get(s);
              String context = "sample " + s + ", seed " + SEED;
              double[] differences = differences(at -> gradientOfLoss(at, label), x, columns);
              System.arraycopy(differences, 0, expected.data, s * 25, 25);
              System.arraycopy(each.matrix().data, 0, found.data, s * 25, 25);
              assertEquals(-Math.log(softmax(scores(x))[label]), each.value(), 1e-12, context);
              assertArrayEquals(gradientOfLoss(x, label), each.gradient(), 1e-12, context);
              assertEquals(CommonOps_DDRM.trace(each.matrix()), laplacians[s], 1e-12, context);
            });
    assertEquals(IntStream.range(0, SAMPLES).boxed().toList(), order);
    Tolerance.assertClose(expected, found, Tolerance.DIFFERENCES, "seed " + SEED);
  }

  @Test
  void someColumnsOfAnOutput() {
    int[] columns = {4, 1};
    DMatrixRMaj expected = new DMatrixRMaj(SAMPLES, 4);
    DMatrixRMaj found = new DMatrixRMaj(SAMPLES, 4);
    byInputs()
        .columns(columns)
        .ofOutput(2)
        .forEach(
            each -> {
              double[] x = features(each.sample());
              double[] differences =
                  differences(at -> gradient(at, new double[] {0, 0, 1}), x, columns);
              System.arraycopy(differences, 0, expected.data, each.sample() * 4, 4);
              System.arraycopy(each.matrix().data, 0, found.data, each.sample() * 4, 4);
              assertEquals(scores(x)[2], each.value(), 1e-12);
            });
    Tolerance.assertClose(expected, found, Tolerance.DIFFERENCES, "seed " + SEED);
  }

  @Test
  void whatCannotBe() {
    assertThrows(Failure.class, () -> byInputs().columns(5));
    assertThrows(Failure.class, () -> byInputs().columns(1, 1));
    assertThrows(Failure.class, () -> byInputs().ofOutput(3));
    Hessians none = Hessians.of(new Rosenbrock(Map.of()), new double[2]);
    assertThrows(Failure.class, () -> none.byInputs(spark));
  }
}
