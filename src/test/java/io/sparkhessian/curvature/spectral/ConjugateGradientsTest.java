package io.sparkhessian.curvature.spectral;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.Tolerance;
import io.sparkhessian.evaluate.Matrices;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConjugateGradientsTest {
  private static final double RESIDUAL = 1e-12;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @BeforeEach
  void sayTheSeed() {
    System.out.println("ConjugateGradientsTest: seed " + seed);
  }

  /** X (H + damping I) = B by EJML. */
  private static DMatrixRMaj direct(DMatrixRMaj matrix, double damping, DMatrixRMaj b) {
    DMatrixRMaj damped = matrix.copy();
    CommonOps_DDRM.addEquals(damped, damping, CommonOps_DDRM.identity(matrix.numRows));
    DMatrixRMaj columns = new DMatrixRMaj(b.numCols, b.numRows);
    CommonOps_DDRM.solve(damped, CommonOps_DDRM.transpose(b, null), columns);
    return CommonOps_DDRM.transpose(columns, null);
  }

  @Test
  void severalRightHandSidesAsByADirectSolve() {
    KnownSpectrum matrix = KnownSpectrum.of(random, random.doubles(80, 0.1, 3).toArray());
    DMatrixRMaj b = Matrices.normal(random, 4, 80);
    Arrays.fill(b.data, 80, 160, 0); // solved before it begins
    ConjugateGradients.Solutions found =
        new ConjugateGradients(matrix, 0.2, RESIDUAL, 500).solve(b);
    assertClose(direct(matrix.matrix(), 0.2, b), found.x(), 1e-10, "seed " + seed);
    for (double residual : found.residuals()) {
      assertTrue(residual <= RESIDUAL, "seed %d: %s".formatted(seed, residual));
    }
    assertEquals(0, found.iterations()[1]);
    int taken = Arrays.stream(found.iterations()).sum();
    int residuals = matrix.products() - taken; // one each, but of zero, and one a restart
    assertTrue(residuals >= 3 && residuals <= 9, "seed %d: %d".formatted(seed, residuals));
  }

  @Test
  void rightHandSidesAreIndependent() {
    KnownSpectrum matrix = KnownSpectrum.of(random, random.doubles(50, 0.1, 3).toArray());
    DMatrixRMaj b = Matrices.normal(random, 3, 50);
    ConjugateGradients solver = new ConjugateGradients(matrix, 0, RESIDUAL, 500);
    ConjugateGradients.Solutions together = solver.solve(b);
    for (int i = 0; i < 3; i++) {
      ConjugateGradients.Solutions alone = solver.solve(CommonOps_DDRM.extractRow(b, i, null));
      assertClose(
          alone.x(),
          CommonOps_DDRM.extractRow(together.x(), i, null),
          Tolerance.ROUNDING,
          "seed " + seed);
      assertEquals(alone.iterations()[0], together.iterations()[i], 1);
    }
  }

  @Test
  void fewDifferentEigenvaluesTakeFewIterations() {
    double[] values = new double[60];
    Arrays.setAll(values, i -> 1 + i % 3);
    KnownSpectrum matrix = KnownSpectrum.of(random, values);
    ConjugateGradients.Solutions found =
        new ConjugateGradients(matrix, 0, 1e-10, 500).solve(Matrices.normal(random, 1, 60));
    assertArrayEquals(new int[] {3}, found.iterations(), "seed " + seed);
  }

  @Test
  void stopsAfterTheMaximumNumberOfIterations() {
    KnownSpectrum matrix = KnownSpectrum.of(random, random.doubles(80, 0.001, 3).toArray());
    ConjugateGradients.Solutions found =
        new ConjugateGradients(matrix, 0, RESIDUAL, 5).solve(Matrices.normal(random, 2, 80));
    assertArrayEquals(new int[] {5, 5}, found.iterations());
    assertTrue(found.residuals()[0] > RESIDUAL);
  }

  @Test
  void verySmallSystems() {
    DMatrixRMaj one = new DMatrixRMaj(new double[][] {{6}});
    assertEquals(
        2, new ConjugateGradients(KnownSpectrum.of(random, 2), 1, 1e-9, 9).solve(one).x().get(0));
    KnownSpectrum two = KnownSpectrum.of(random, 2, 5);
    DMatrixRMaj b = Matrices.normal(random, 1, 2);
    assertClose(
        direct(two.matrix(), 0, b),
        new ConjugateGradients(two, 0, 1e-14, 9).solve(b).x(),
        Tolerance.ROUNDING,
        "seed " + seed);
  }

  @Test
  void aNetworkWithEnoughDamping() {
    RandomNetwork network = RandomNetwork.of(random, 7, 9, 6, 3);
    double damping = 0.05 - network.ascending()[0];
    DMatrixRMaj b = Matrices.normal(random, 2, network.operator().size());
    ConjugateGradients.Solutions found =
        new ConjugateGradients(network.operator(), damping, RESIDUAL, 2000).solve(b);
    assertClose(direct(network.matrix(), damping, b), found.x(), 1e-10, "seed " + seed);
  }

  @Test
  void negativeCurvatureNamesALowerBoundOfTheDamping() {
    double[] values = random.doubles(60, 0.1, 3).toArray();
    values[7] = -0.5;
    KnownSpectrum matrix = KnownSpectrum.of(random, values);
    DMatrixRMaj b = Matrices.normal(random, 2, 60);
    Failure failure =
        assertThrows(
            Failure.class, () -> new ConjugateGradients(matrix, 0.1, RESIDUAL, 500).solve(b));
    assertEquals(Failure.Kind.NUMBERS, failure.kind());
    Matcher line =
        Pattern.compile(
                "right-hand side [01], iteration \\d+: a direction has the curvature -(\\S+),"
                    + " so with a damping of 0.1 the matrix is not positive definite; set a damping"
                    + " above (\\S+); compute: spectrum with end: smallest shows the exact bound")
            .matcher(failure.getMessage());
    assertTrue(line.matches(), failure.getMessage());
    double least = Double.parseDouble(line.group(2));
    assertTrue(least >= 0.1 && least <= 0.5, "seed %d: %s".formatted(seed, least));
  }

  @Test
  void aZeroMatrixNeedsDamping() {
    KnownSpectrum matrix = KnownSpectrum.of(random, 0, 0, 0);
    DMatrixRMaj b = Matrices.normal(random, 1, 3);
    assertThrows(Failure.class, () -> new ConjugateGradients(matrix, 0, RESIDUAL, 9).solve(b));
    assertThrows(Failure.class, () -> new ConjugateGradients(matrix, -1, RESIDUAL, 9));
  }

  /** The squares of the matrix and b overflow or underflow, but the solution does not. */
  @Test
  void hugeAndTinyNumbers() {
    for (double scale : new double[] {0x1p600, 0x1p-600, 0x1p-1000}) {
      KnownSpectrum one = KnownSpectrum.of(random, 1, 3, 7);
      DMatrixRMaj b = Matrices.normal(random, 1, 3);
      DMatrixRMaj scaled = b.copy();
      CommonOps_DDRM.scale(scale, scaled);
      assertClose(
          direct(one.matrix(), 0, b),
          new ConjugateGradients(one.scaled(scale), 0, RESIDUAL, 50).solve(scaled).x(),
          1e-10,
          "seed %d, scale %s".formatted(seed, scale));
    }
  }

  /** For Hilbert's matrix, the recurrence's residual is much smaller than the true one. */
  @Test
  void residualsAreTrueResiduals() {
    DMatrixRMaj hilbert = new DMatrixRMaj(8, 8);
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < 8; j++) {
        hilbert.set(i, j, 1.0 / (i + j + 1));
      }
    }
    LinearOperator matrix = operator(hilbert);
    DMatrixRMaj ones = new DMatrixRMaj(1, 8);
    CommonOps_DDRM.fill(ones, 1);
    ConjugateGradients.Solutions loose = new ConjugateGradients(matrix, 0, 1e-6, 1000).solve(ones);
    double real = residual(hilbert, loose.x(), ones);
    assertTrue(real <= 1.1e-6, "the residual is " + real);
    ConjugateGradients.Solutions tight = new ConjugateGradients(matrix, 0, 1e-15, 1000).solve(ones);
    double stated = tight.residuals()[0];
    assertTrue(stated > 1e-15, "no double solves it so well, but it says " + stated);
    assertTrue(tight.iterations()[0] < 1000, "what brings nothing ends");
  }

  private static LinearOperator operator(DMatrixRMaj symmetric) {
    return new LinearOperator() {
      @Override
      public int size() {
        return symmetric.numRows;
      }

      @Override
      public DMatrixRMaj times(DMatrixRMaj vectors) {
        return CommonOps_DDRM.mult(vectors, symmetric, null);
      }
    };
  }

  private static double residual(DMatrixRMaj matrix, DMatrixRMaj x, DMatrixRMaj b) {
    DMatrixRMaj rest = new DMatrixRMaj(1, b.numCols);
    CommonOps_DDRM.multTransB(x, matrix, rest);
    CommonOps_DDRM.subtractEquals(rest, b);
    return NormOps_DDRM.normF(rest) / NormOps_DDRM.normF(b);
  }
}
