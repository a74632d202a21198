package io.sparkhessian.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.Reduction;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class HutchinsonDiagonalTest {
  private static final int PROBES = 100;

  @Test
  void exactForDiagonalMatrices() {
    double[] diagonal = Matrices.normal(new Random(1), 1, 50).data;
    HutchinsonDiagonal estimate = new HutchinsonDiagonal(50);
    for (int k = 0; k < 3; k++) {
      double[] v = HutchinsonDiagonal.probe(2, k, 50);
      double[] product = new double[50];
      Arrays.setAll(product, i -> diagonal[i] * v[i]);
      estimate.add(v, product);
    }
    assertArrayEquals(diagonal, estimate.estimate());
    assertArrayEquals(new double[50], estimate.standardError());
  }

  /**
   * For v = (1, 1), (1, −1), (1, 1) and H = (2 1; 1 5), the samples of the first entry are 3, 1, 3.
   */
  @Test
  void meanAndStandardErrorByHand() {
    HutchinsonDiagonal estimate = new HutchinsonDiagonal(2);
    estimate.add(new double[] {1, 1}, new double[] {3, 6});
    estimate.add(new double[] {1, -1}, new double[] {1, -4});
    estimate.add(new double[] {1, 1}, new double[] {3, 6});
    assertArrayEquals(new double[] {7 / 3.0, 16 / 3.0}, estimate.estimate(), 1e-15);
    double error = Math.sqrt(((2 / 3.0) * (2 / 3.0) * 2 + (4 / 3.0) * (4 / 3.0)) / 2 / 3);
    assertArrayEquals(new double[] {error, error}, estimate.standardError(), 1e-15);
    assertEquals(3, estimate.count());
  }

  /**
   * Results scale with the units; an entry that is 0 at first takes its unit from the first other
   * sample.
   */
  @Test
  void errorsOfHugeAndTinyEntries() {
    for (double unit : new double[] {0x1p600, 0x1p-600, 0x1p-1000}) {
      HutchinsonDiagonal estimate = new HutchinsonDiagonal(3);
      estimate.add(new double[] {1, 1, 1}, new double[] {3 * unit, 0, 0});
      estimate.add(new double[] {1, -1, 1}, new double[] {unit, -3 * unit, 0});
      double[] errors = estimate.standardError();
      assertArrayEquals(
          new double[] {1, 1.5, 0},
          new double[] {errors[0] / unit, errors[1] / unit, errors[2]},
          1e-15);
    }
  }

  /**
   * The errors of the Hessian of a network, by their standard errors: their mean and spread over
   * the entries, for several seeds. Entries of one probe are correlated, so the mean may deviate as
   * much as that of 50 independent entries.
   */
  @Test
  void unbiasedWithinTheStandardErrorForANetwork() {
    Random random = new Random(3);
    Samples samples = Matrices.samples(random, Matrices.normal(random, 40, 5), 3);
    MultilayerPerceptron network =
        new MultilayerPerceptron(List.of(5, 7, 3), Activation.TANH, Loss.CROSS_ENTROPY, true);
    double[] point = Matrices.normal(random, 1, 66).data;
    AtPoint there = AtPoint.of(network, samples, Reduction.MEAN, 0.01, point);
    double[] exact = there.diagonal();
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (long seed = 0; seed < 5; seed++) {
      HutchinsonDiagonal estimate = estimate(there, seed, exact.length);
      double[] errors = estimate.standardError();
      double[] found = estimate.estimate();
      for (int i = 0; i < exact.length; i++) {
        double z = (found[i] - exact[i]) / errors[i];
        assertTrue(Math.abs(z) < 6, "seed " + seed + ", entry " + i + " is off by " + z);
        sum += z;
        squares += z * z;
        count++;
      }
    }
    double mean = sum / count;
    assertTrue(Math.abs(mean) < 3 / Math.sqrt(50), "the mean of " + count + " errors is " + mean);
    double spread = Math.sqrt(squares / count - mean * mean);
    assertTrue(spread > 0.85 && spread < 1.15, "the spread of the errors is " + spread);
  }

  private static HutchinsonDiagonal estimate(AtPoint there, long seed, int size) {
    DMatrixRMaj probes = new DMatrixRMaj(PROBES, size);
    for (int k = 0; k < PROBES; k++) {
      double[] probe = HutchinsonDiagonal.probe(seed, k, size);
      System.arraycopy(probe, 0, probes.data, k * size, size);
    }
    DMatrixRMaj products =
        new CurvatureProduct(there.problem()).times(probes, there.chunks(), AtPoint.DENSE);
    HutchinsonDiagonal estimate = new HutchinsonDiagonal(size);
    for (int k = 0; k < PROBES; k++) {
      estimate.add(row(probes, k), row(products, k));
    }
    return estimate;
  }

  private static double[] row(DMatrixRMaj matrix, int row) {
    return Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
  }

  /** Sums and products of neighbours of 200 signs of 200 probes behave like fair coins. */
  @Test
  void probesAreIndependentSigns() {
    double[][] probes = new double[200][];
    Arrays.setAll(probes, k -> HutchinsonDiagonal.probe(7, k, 200));
    double sum = 0;
    double besides = 0;
    double below = 0;
    for (int k = 0; k < 200; k++) {
      for (int i = 0; i < 200; i++) {
        double sign = probes[k][i];
        assertEquals(1, Math.abs(sign));
        sum += sign;
        besides += sign * probes[k][(i + 1) % 200];
        below += sign * probes[(k + 1) % 200][i];
      }
    }
    for (double each : new double[] {sum, besides, below}) {
      assertTrue(Math.abs(each) < 4 * 200, sum + ", " + besides + ", " + below);
    }
  }

  @Test
  void aProbeDependsOnlyOnSeedAndNumber() {
    double[] probe = HutchinsonDiagonal.probe(5, 3, 100);
    assertArrayEquals(probe, HutchinsonDiagonal.probe(5, 3, 100));
    assertArrayEquals(Arrays.copyOf(probe, 70), HutchinsonDiagonal.probe(5, 3, 70));
    assertFalse(Arrays.equals(probe, HutchinsonDiagonal.probe(5, 2, 100)));
    assertFalse(Arrays.equals(probe, HutchinsonDiagonal.probe(6, 3, 100)));
  }

  @Test
  void requiresProducts() {
    HutchinsonDiagonal estimate = new HutchinsonDiagonal(1);
    assertThrows(IllegalStateException.class, estimate::estimate);
    estimate.add(new double[] {1}, new double[] {1});
    assertThrows(IllegalStateException.class, estimate::standardError);
    assertThrows(
        IllegalArgumentException.class, () -> estimate.add(new double[] {1}, new double[2]));
  }
}
