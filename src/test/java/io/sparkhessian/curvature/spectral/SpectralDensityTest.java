package io.sparkhessian.curvature.spectral;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Tolerance;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.linalg.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpectralDensityTest {
  private static final DenseKernels DENSE = Kernels.of(KernelChoice.AUTO);

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @BeforeEach
  void sayTheSeed() {
    System.out.println("SpectralDensityTest: seed " + seed);
  }

  private SpectralDensity density(LinearOperator operator, int steps, RandomVectors kind) {
    return new SpectralDensity(operator, steps, kind, seed, DENSE);
  }

  @Test
  void theQuadratureOfAProbeHasItsMoments() {
    KnownSpectrum matrix = KnownSpectrum.normal(random, 50);
    for (RandomVectors kind : RandomVectors.values()) {
      List<WeightedSpectrum> probes = density(matrix, 6, kind).probes(3, 2);
      for (int p = 0; p < 3; p++) {
        DMatrixRMaj start = kind.rows(seed, p, 1, 50);
        double norm = Rows.dot(start, 0, start, 0);
        DMatrixRMaj power = start;
        for (int moment = 0; moment < 12; moment++) { // exact up to degree 2 · 6 − 1
          WeightedSpectrum probe = probes.get(p);
          double sum = 0;
          for (int i = 0; i < 6; i++) {
            sum += probe.weights()[i] * Math.pow(probe.points()[i], moment);
          }
          double expected = Rows.dot(start, 0, power, 0) / norm;
          double scale = Math.pow(matrix.extreme(1, SpectrumEnd.MAGNITUDE)[0], moment);
          assertEquals(expected, sum, 1e-11 * Math.abs(scale), "seed %d %d".formatted(seed, p));
          power = matrix.times(power);
        }
      }
    }
  }

  @Test
  void approximatesTheSpectrumOfAHessian() {
    RandomNetwork network = RandomNetwork.of(random, 20, 12, 4);
    WeightedSpectrum exact = WeightedSpectrum.exact(network.ascending());
    WeightedSpectrum found =
        WeightedSpectrum.mean(
            density(network.operator(), 40, RandomVectors.RADEMACHER).probes(40, 40));
    double distance = found.distance(exact) / exact.range();
    assertTrue(distance < 0.01, "seed %d: %.4f of the range".formatted(seed, distance));
  }

  @Test
  void probesAreIndependentOfEachOther() {
    KnownSpectrum matrix = KnownSpectrum.normal(random, 60);
    SpectralDensity density = density(matrix, 10, RandomVectors.GAUSSIAN);
    List<WeightedSpectrum> alone = density.probes(5, 1);
    List<WeightedSpectrum> together = density.probes(7, 4);
    for (int p = 0; p < 5; p++) {
      String context = "seed " + seed;
      assertClose(alone.get(p).points(), together.get(p).points(), 1e-9, context);
      assertClose(alone.get(p).weights(), together.get(p).weights(), 1e-9, context);
    }
    assertNotEquals(alone.get(0).points()[0], alone.get(1).points()[0]);
  }

  @Test
  void anInvariantSpaceEndsAProbeAndIsExact() {
    for (double[] values : new double[][] {{3}, {1, 1, 1, 4, 4}, {0, 0, 0}, {-1, 2}}) {
      KnownSpectrum matrix = KnownSpectrum.of(random, values);
      for (WeightedSpectrum probe : density(matrix, 8, RandomVectors.GAUSSIAN).probes(2, 2)) {
        double[] different = Arrays.stream(values).sorted().distinct().toArray();
        assertEquals(1, Arrays.stream(probe.weights()).sum(), Tolerance.ROUNDING);
        assertEquals(different.length, probe.points().length, "seed " + seed);
        for (int i = 0; i < different.length; i++) {
          assertEquals(different[i], probe.points()[i], 1e-11, "seed " + seed);
        }
      }
    }
  }

  @Test
  void probesAreFunctionsOfSeedAndNumber() {
    for (RandomVectors kind : RandomVectors.values()) {
      DMatrixRMaj all = kind.rows(seed, 0, 4, 30);
      assertArrayEquals(Arrays.copyOfRange(all.data, 60, 120), kind.rows(seed, 2, 2, 30).data);
      assertNotEquals(
          Arrays.toString(all.data), Arrays.toString(kind.rows(seed + 1, 0, 4, 30).data));
      DMatrixRMaj many = kind.rows(seed, 0, 10, 10_000);
      double mean = Arrays.stream(many.data).sum() / 1e5;
      double square = Arrays.stream(many.data).map(each -> each * each).sum() / 1e5;
      assertEquals(0, mean, 0.02, "seed " + seed);
      assertEquals(1, square, 0.03, "seed " + seed);
    }
  }
}
