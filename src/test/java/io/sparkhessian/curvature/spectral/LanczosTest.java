package io.sparkhessian.curvature.spectral;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.Tolerance;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LanczosTest {
  private static final DenseKernels DENSE = Kernels.of(KernelChoice.AUTO);
  private static final double RESIDUAL = 1e-8;
  private static final int MOST = 2000;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @BeforeEach
  void sayTheSeed() {
    System.out.println("LanczosTest: seed " + seed);
  }

  private static Lanczos lanczos(LinearOperator operator, int count, SpectrumEnd end) {
    return new Lanczos(operator, new Lanczos.Wanted(count, end, RESIDUAL, MOST), DENSE);
  }

  private ExtremePairs extreme(LinearOperator operator, int count, SpectrumEnd end) {
    Lanczos lanczos = lanczos(operator, count, end);
    return lanczos.run(lanczos.start(seed), any -> {});
  }

  /** Checks eigenvalues, residuals, and that the eigenvectors are orthonormal and match. */
  private void check(KnownSpectrum matrix, int count, SpectrumEnd end) {
    ExtremePairs found = extreme(matrix, count, end);
    String context = "seed %d, %s".formatted(seed, end);
    double[] expected = matrix.extreme(count, end);
    double scale = matrix.extreme(1, SpectrumEnd.MAGNITUDE)[0];
    double[] values = found.pairs().values();
    for (int i = 0; i < count; i++) { // what Rayleigh quotients give, and no less
      assertEquals(expected[i], values[i], Math.abs(scale) * RESIDUAL, context + " value " + i);
      assertTrue(found.residuals()[i] <= RESIDUAL, context + " " + found.residuals()[i]);
    }
    assertEquals(matrix.products(), found.products(), context);
    DMatrixRMaj vectors = found.pairs().vectors();
    DMatrixRMaj products = matrix.times(vectors);
    DMatrixRMaj inner = new DMatrixRMaj(count, count);
    CommonOps_DDRM.multTransB(vectors, vectors, inner);
    assertClose(CommonOps_DDRM.identity(count), inner, Tolerance.ROUNDING, context);
    for (int i = 0; i < count; i++) {
      double square = 0;
      for (int j = 0; j < matrix.size(); j++) {
        square += Math.pow(products.get(i, j) - values[i] * vectors.get(i, j), 2);
      }
      assertTrue(Math.sqrt(square) <= RESIDUAL * Math.abs(scale), context + " vector " + i);
    }
  }

  @Test
  void bothEndsOfARandomSpectrumAfterSeveralRestarts() {
    for (SpectrumEnd end : SpectrumEnd.values()) {
      check(KnownSpectrum.normal(random, 300), 5, end);
    }
  }

  @Test
  void eigenvaluesThatLieCloseTogether() {
    double[] values =
        IntStream.range(0, 200).mapToDouble(i -> i < 6 ? 10 + 1e-4 * i : 0.01 * i).toArray();
    check(KnownSpectrum.of(random, values), 6, SpectrumEnd.LARGEST);
  }

  @Test
  void allVectorsOfMultipleEigenvalues() {
    double[] values =
        DoubleStream.concat(DoubleStream.of(5, 5, 5, 4, 4, -7, -7), random.doubles(120, -1, 1))
            .toArray();
    for (SpectrumEnd end : SpectrumEnd.values()) {
      check(KnownSpectrum.of(random, values), 6, end);
    }
  }

  /** The second of two equal eigenvalues is found late if others are close. */
  @Test
  void doubleEigenvaluesBesideOthersThatAreClose() {
    double[] values =
        DoubleStream.concat(DoubleStream.of(1, 1, 0.999), random.doubles(700, -1, 0.998)).toArray();
    check(KnownSpectrum.of(random, values), 2, SpectrumEnd.LARGEST);
  }

  @Test
  void matricesOfFewEigenvalues() {
    check(KnownSpectrum.of(random, new double[60]), 3, SpectrumEnd.LARGEST);
    double[] lowRank = new double[90];
    lowRank[3] = 2;
    lowRank[4] = -1;
    for (SpectrumEnd end : SpectrumEnd.values()) {
      check(KnownSpectrum.of(random, lowRank), 4, end);
    }
    double[] same = new double[70];
    Arrays.fill(same, -3);
    check(KnownSpectrum.of(random, same), 5, SpectrumEnd.SMALLEST);
  }

  @Test
  void verySmallMatrices() {
    for (SpectrumEnd end : SpectrumEnd.values()) {
      check(KnownSpectrum.of(random, -2), 1, end);
      check(KnownSpectrum.of(random, -2, 1), 1, end);
      check(KnownSpectrum.of(random, -2, 1), 2, end);
      check(KnownSpectrum.of(random, 3, 3), 2, end);
      check(KnownSpectrum.of(random, -2, 1, 5, 5, 0), 5, end);
    }
  }

  /** Squares overflow or underflow, but norms must not. */
  @Test
  void hugeAndTinyMatrices() {
    for (double scale : new double[] {0x1p600, 0x1p-600, 0x1p-900}) {
      for (SpectrumEnd end : SpectrumEnd.values()) {
        double[] values = random.doubles(60, -scale, scale).toArray();
        KnownSpectrum matrix = KnownSpectrum.of(random, values);
        double[] found = extreme(matrix, 3, end).pairs().values();
        double[] expected = matrix.extreme(3, end);
        for (int i = 0; i < 3; i++) {
          String context = "seed %d, %s, %s".formatted(seed, scale, end);
          assertEquals(expected[i] / scale, found[i] / scale, RESIDUAL, context);
        }
      }
    }
  }

  @Test
  void hessiansOfNetworks() {
    RandomNetwork network = RandomNetwork.of(random, 7, 9, 6, 3);
    double[] all = network.ascending();
    for (SpectrumEnd end : SpectrumEnd.values()) {
      ExtremePairs found = extreme(network.operator(), 8, end);
      assertClose(
          KnownSpectrum.extreme(all, 8, end),
          found.pairs().values(),
          RESIDUAL,
          "seed %d %s".formatted(seed, end));
    }
  }

  @Test
  void resumingFromASerialCopyGivesTheSameBits() throws Exception {
    KnownSpectrum matrix = KnownSpectrum.normal(random, 150);
    Lanczos lanczos = lanczos(matrix, 4, SpectrumEnd.LARGEST);
    List<byte[]> states = new ArrayList<>();
    ExtremePairs whole = lanczos.run(lanczos.start(seed), state -> states.add(bytes(state)));
    assertTrue(states.size() > 40, "restarts are among them");
    for (int i = 0; i < states.size(); i += 7) {
      ExtremePairs rest = lanczos.run(state(states.get(i)), any -> {});
      assertArrayEquals(whole.pairs().values(), rest.pairs().values(), "seed " + seed);
      assertArrayEquals(whole.pairs().vectors().data, rest.pairs().vectors().data);
      assertEquals(whole.products(), rest.products());
    }
  }

  private static byte[] bytes(LanczosState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(state);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static LanczosState state(byte[] bytes) throws Exception {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (LanczosState) in.readObject();
    }
  }

  @Test
  void reportsProgressWhenTheProductsRunOut() {
    KnownSpectrum matrix = KnownSpectrum.normal(random, 300);
    Lanczos lanczos =
        new Lanczos(matrix, new Lanczos.Wanted(9, SpectrumEnd.LARGEST, 1e-12, 40), DENSE);
    Failure failure =
        assertThrows(Failure.class, () -> lanczos.run(lanczos.start(seed), any -> {}));
    assertEquals(Failure.Kind.NUMBERS, failure.kind());
    assertTrue(
        failure
            .getMessage()
            .endsWith(
                "of 9 eigenvalues have a residual below 1.0E-12 of the largest after 40 products;"
                    + " allow more products or a larger residual, or request fewer"),
        failure.getMessage());
  }

  @Test
  void refusesMoreEigenvaluesThanRows() {
    KnownSpectrum matrix = KnownSpectrum.of(random, 1, 2, 3);
    Failure failure = assertThrows(Failure.class, () -> lanczos(matrix, 4, SpectrumEnd.LARGEST));
    assertEquals("4 eigenvalues of 3 requested; request 1 to 3", failure.getMessage());
    assertThrows(Failure.class, () -> lanczos(matrix, 0, SpectrumEnd.LARGEST));
  }
}
