package io.sparkhessian.curvature.spectral;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.Tolerance;
import io.sparkhessian.linalg.Eigenpairs;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExactSpectrumTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final List<ExactSpectrum> both =
      List.of(
          new ExactSpectrum(Kernels.selectEigensolver(KernelChoice.NATIVE).eigensolver()),
          new ExactSpectrum(Kernels.selectEigensolver(KernelChoice.JAVA).eigensolver()));

  @BeforeEach
  void sayTheSeed() {
    System.out.println("ExactSpectrumTest: seed " + seed);
  }

  private void check(KnownSpectrum matrix) {
    int size = matrix.size();
    double[] expected = matrix.ascending();
    for (ExactSpectrum spectrum : both) {
      String context = spectrum.eigensolver().name() + ", seed " + seed;
      assertClose(expected, spectrum.values(matrix.matrix()), Tolerance.ROUNDING, context);
      checkPairs(spectrum, matrix, 0, size, context);
      checkPairs(spectrum, matrix, size / 2, size / 2 + 1, context);
      checkPairs(spectrum, matrix, size - Math.min(size, 5), size, context);
    }
  }

  private static void checkPairs(
      ExactSpectrum spectrum, KnownSpectrum matrix, int from, int to, String context) {
    Eigenpairs pairs = spectrum.pairs(matrix.matrix(), from, to);
    double[] values = pairs.values();
    double scale = Math.abs(matrix.extreme(1, SpectrumEnd.MAGNITUDE)[0]);
    double[] expected = Arrays.copyOfRange(matrix.ascending(), from, to);
    for (int i = 0; i < to - from; i++) {
      assertEquals(expected[i], values[i], Tolerance.ROUNDING * scale, context);
    }
    int count = to - from;
    DMatrixRMaj inner = new DMatrixRMaj(count, count);
    CommonOps_DDRM.multTransB(pairs.vectors(), pairs.vectors(), inner);
    assertClose(CommonOps_DDRM.identity(count), inner, Tolerance.ROUNDING, context);
    DMatrixRMaj residuals = matrix.times(pairs.vectors());
    for (int i = 0; i < residuals.getNumElements(); i++) {
      residuals.data[i] -= values[i / matrix.size()] * pairs.vectors().data[i];
    }
    assertEquals(0, CommonOps_DDRM.elementMaxAbs(residuals), Tolerance.ROUNDING * scale, context);
  }

  @Test
  void knownSpectra() {
    check(KnownSpectrum.normal(random, 120));
    check(KnownSpectrum.of(random, -4));
    check(KnownSpectrum.of(random, 3, -1));
    check(KnownSpectrum.of(random, 2, 2));
  }

  @Test
  void multipleClusteredAndMissingEigenvalues() {
    double[] values = new double[100];
    Arrays.fill(values, 0, 30, 1);
    for (int i = 30; i < 60; i++) {
      values[i] = -2 + 1e-9 * i;
    }
    check(KnownSpectrum.of(random, values));
    check(KnownSpectrum.of(random, new double[20]));
  }

  @Test
  void aHessianAsEjmlSeesIt() {
    RandomNetwork network = RandomNetwork.of(random, 7, 9, 6, 3);
    double[] expected = network.ascending();
    for (ExactSpectrum spectrum : both) {
      String context = spectrum.eigensolver().name() + ", seed " + seed;
      assertClose(expected, spectrum.values(network.matrix()), Tolerance.ROUNDING, context);
    }
  }

  @Test
  void theMemoryIsThatOfTheMatrixAndOfAllItsVectors() {
    assertEquals(8L * (1000 * 1000 + 40 * 1000), ExactSpectrum.bytes(1000, false));
    assertEquals(8L * (2 * 40_000L * 40_000 + 40 * 40_000), ExactSpectrum.bytes(40_000, true));
  }

  @Test
  void refusesMatricesThatAreNotFiniteOrTooLarge() {
    ExactSpectrum.refuseTooLarge(46_340);
    Failure large = assertThrows(Failure.class, () -> ExactSpectrum.refuseTooLarge(46_341));
    assertEquals(Failure.Kind.REFUSED, large.kind());
    DMatrixRMaj broken = CommonOps_DDRM.identity(3);
    broken.set(1, 2, Double.NaN);
    Failure failure = assertThrows(Failure.class, () -> both.get(0).values(broken));
    assertEquals(Failure.Kind.NUMBERS, failure.kind());
    assertTrue(failure.getMessage().startsWith("the matrix has an entry that is NaN"));
  }
}
