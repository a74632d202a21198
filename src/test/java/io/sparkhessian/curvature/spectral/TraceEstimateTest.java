package io.sparkhessian.curvature.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.Tolerance;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import java.util.Arrays;
import java.util.Random;
import java.util.function.LongFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceEstimateTest {
  private static final DenseKernels DENSE = Kernels.of(KernelChoice.AUTO);
  private static final int ROUNDS = 400;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @BeforeEach
  void sayTheSeed() {
    System.out.println("TraceEstimateTest: seed " + seed);
  }

  /**
   * Checks over many seeds that the mean is the trace and the spread matches the standard errors.
   */
  private void checkErrors(double trace, LongFunction<TraceEstimate> estimates) {
    double sum = 0;
    double squares = 0;
    double stated = 0;
    for (int round = 0; round < ROUNDS; round++) {
      TraceEstimate estimate = estimates.apply(seed + round);
      double error = estimate.value() - trace;
      sum += error;
      squares += error * error;
      stated += estimate.standardError() * estimate.standardError();
    }
    double deviation = Math.sqrt(squares / ROUNDS);
    assertEquals(0, sum / ROUNDS, 5 * deviation / Math.sqrt(ROUNDS), "mean error, seed " + seed);
    assertEquals(1, squares / stated, 0.4, "spread against the stated one, seed " + seed);
  }

  @Test
  void hutchinsonIsUnbiasedWithinItsStandardError() {
    KnownSpectrum matrix = KnownSpectrum.normal(random, 60);
    checkErrors(matrix.trace(), each -> TraceEstimate.hutchinson(matrix, 30, 7, each));
    assertEquals(30 * ROUNDS, matrix.products());
  }

  @Test
  void hutchPlusPlusIsUnbiasedWithinItsStandardError() {
    KnownSpectrum matrix = KnownSpectrum.normal(random, 60);
    checkErrors(matrix.trace(), each -> TraceEstimate.hutchPlusPlus(matrix, 60, 7, each, DENSE));
    assertEquals(60 * ROUNDS, matrix.products());
  }

  @Test
  void hutchPlusPlusIsExactOnLowRank() {
    double[] values = new double[80];
    System.arraycopy(random.doubles(6, -3, 3).toArray(), 0, values, 10, 6);
    KnownSpectrum matrix = KnownSpectrum.of(random, values);
    TraceEstimate found = TraceEstimate.hutchPlusPlus(matrix, 30, 4, seed, DENSE);
    assertEquals(matrix.trace(), found.value(), 1e-10, "seed " + seed);
    assertEquals(0, found.standardError(), 1e-10, "seed " + seed);
    assertEquals(30, found.products());
    assertEquals(30, matrix.products());
  }

  @Test
  void oneProductPerParameterIsExact() {
    KnownSpectrum matrix = KnownSpectrum.normal(random, 10);
    TraceEstimate found = TraceEstimate.hutchPlusPlus(matrix, 40, 3, seed, DENSE);
    assertEquals(matrix.trace(), found.value(), 10 * Tolerance.ROUNDING, "seed " + seed);
    assertEquals(0, found.standardError(), Tolerance.ROUNDING);
    assertEquals(matrix.products(), found.products());
  }

  /** The estimate is wrong by rounding, which its standard error covers. */
  @Test
  void theErrorOfACancellingTraceCoversRounding() {
    for (int round = 0; round < 20; round++) {
      KnownSpectrum matrix = KnownSpectrum.of(random, 3, -3, 2, -2, 1, -1);
      TraceEstimate found = TraceEstimate.hutchPlusPlus(matrix, 30, 4, seed + round, DENSE);
      double error = found.standardError();
      assertTrue(error > 0 && Math.abs(found.value()) < 20 * error, "seed " + seed + found);
    }
  }

  @Test
  void bothApproximateTheTraceOfAHessian() {
    RandomNetwork network = RandomNetwork.of(random, 12, 10, 3);
    double trace = Arrays.stream(network.ascending()).sum();
    TraceEstimate plain = TraceEstimate.hutchinson(network.operator(), 90, 16, seed);
    TraceEstimate better = TraceEstimate.hutchPlusPlus(network.operator(), 90, 16, seed, DENSE);
    assertEquals(trace, plain.value(), 6 * plain.standardError(), "seed " + seed);
    assertEquals(trace, better.value(), 6 * better.standardError() + 1e-10, "seed " + seed);
  }

  @Test
  void hutchPlusPlusIsFarBetterForDecayingEigenvalues() {
    double[] values = new double[120];
    Arrays.setAll(values, i -> 100 / Math.pow(i + 1, 2));
    KnownSpectrum matrix = KnownSpectrum.of(random, values);
    double plain = TraceEstimate.hutchinson(matrix, 60, 9, seed).standardError();
    TraceEstimate better = TraceEstimate.hutchPlusPlus(matrix, 60, 9, seed, DENSE);
    assertTrue(better.standardError() < plain / 4, "seed " + seed);
    assertEquals(matrix.trace(), better.value(), 6 * better.standardError(), "seed " + seed);
  }

  @Test
  void theBatchSizeDoesNotMatter() {
    KnownSpectrum matrix = KnownSpectrum.normal(random, 40);
    TraceEstimate one = TraceEstimate.hutchinson(matrix, 20, 1, seed);
    TraceEstimate all = TraceEstimate.hutchinson(matrix, 20, 20, seed);
    assertEquals(one.value(), all.value(), 1e-10, "seed " + seed);
    assertEquals(one.standardError(), all.standardError(), 1e-10, "seed " + seed);
  }

  /** A power of two changes nothing but the exponents. */
  @Test
  void errorsOfHugeAndTinyTraces() {
    KnownSpectrum matrix = KnownSpectrum.normal(random, 30);
    TraceEstimate one = TraceEstimate.hutchinson(matrix, 8, 4, seed);
    for (double scale : new double[] {0x1p600, 0x1p-600, 0x1p-900}) {
      KnownSpectrum scaled = matrix.scaled(scale);
      TraceEstimate estimate = TraceEstimate.hutchinson(scaled, 8, 4, seed);
      assertEquals(one.standardError(), estimate.standardError() / scale, "seed " + seed);
    }
  }

  @Test
  void tooFewProductsForAnErrorAreRefused() {
    KnownSpectrum matrix = KnownSpectrum.normal(random, 5);
    Failure failure =
        assertThrows(Failure.class, () -> TraceEstimate.hutchinson(matrix, 1, 1, seed));
    assertEquals("a trace from 1 products; use at least 2", failure.getMessage());
    assertThrows(Failure.class, () -> TraceEstimate.hutchPlusPlus(matrix, 5, 1, seed, DENSE));
  }
}
