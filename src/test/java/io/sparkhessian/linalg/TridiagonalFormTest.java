package io.sparkhessian.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Tolerance;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;

/** Native and in plain Java, on matrices whose eigenvalues are known. */
class TridiagonalFormTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private static List<Eigensolver> solvers() {
    return List.of(
        Eigensolver.plainJava(), Kernels.selectEigensolver(KernelChoice.AUTO).eigensolver());
  }

  /** Qᵀ Λ Q with a random orthogonal Q, whose rows are the eigenvectors. */
  private DMatrixRMaj matrix(double[] values) {
    int n = values.length;
    DMatrixRMaj q = RandomMatrices_DDRM.orthogonal(n, n, random);
    DMatrixRMaj scaled = q.copy();
    CommonOps_DDRM.multRows(values, scaled);
    DMatrixRMaj product = new DMatrixRMaj(n, n);
    CommonOps_DDRM.multTransA(q, scaled, product);
    DMatrixRMaj symmetric = new DMatrixRMaj(n, n);
    CommonOps_DDRM.add(product, CommonOps_DDRM.transpose(product, null), symmetric);
    CommonOps_DDRM.scale(0.5, symmetric);
    return symmetric;
  }

  private void assertPairs(
      DMatrixRMaj symmetric, Eigenpairs pairs, double largest, String context) {
    DMatrixRMaj v = pairs.vectors();
    DMatrixRMaj gram = new DMatrixRMaj(v.numRows, v.numRows);
    CommonOps_DDRM.multTransB(v, v, gram);
    Tolerance.assertClose(
        CommonOps_DDRM.identity(v.numRows), gram, Tolerance.ROUNDING, context + ": orthogonality");
    DMatrixRMaj products = new DMatrixRMaj(v.numRows, v.numCols);
    CommonOps_DDRM.mult(v, symmetric, products);
    for (int k = 0; k < v.numRows; k++) {
      for (int i = 0; i < v.numCols; i++) {
        double expected = pairs.values()[k] * v.get(k, i);
        assertEquals(expected, products.get(k, i), Tolerance.ROUNDING * largest, context);
      }
    }
  }

  /** A cluster of equal eigenvalues in the middle, as flat directions have them. */
  @Test
  void allEigenvaluesAndTheVectorsOfSome() {
    double[] values = new double[90];
    for (int i = 0; i < 90; i++) {
      values[i] = i < 30 ? -1 - random.nextDouble() : i < 60 ? 1e-3 : random.nextDouble() + 0.1;
    }
    Arrays.sort(values);
    DMatrixRMaj symmetric = matrix(values);
    for (Eigensolver solver : solvers()) {
      String context = "seed " + seed + ", " + solver.name();
      TridiagonalForm form = solver.reduce(symmetric.copy());
      Tolerance.assertClose(values, form.values(), Tolerance.ROUNDING, context);
      for (int[] range : new int[][] {{0, 1}, {30, 60}, {89, 90}, {0, 90}}) {
        Eigenpairs pairs = form.pairs(range[0], range[1]);
        Tolerance.assertClose(
            Arrays.copyOfRange(values, range[0], range[1]),
            pairs.values(),
            Tolerance.ROUNDING * 1e3,
            context);
        assertPairs(symmetric, pairs, 2, context);
      }
    }
  }

  @Test
  void hugeAndTinyNumbersAndSmallMatrices() {
    for (Eigensolver solver : solvers()) {
      for (double scale : new double[] {1e-200, 1, 1e200}) {
        DMatrixRMaj two = new DMatrixRMaj(2, 2, true, 2 * scale, scale, scale, 2 * scale);
        double[] values = solver.reduce(two).values();
        Tolerance.assertClose(new double[] {scale, 3 * scale}, values, Tolerance.ROUNDING);
      }
      assertEquals(5, solver.reduce(new DMatrixRMaj(1, 1, true, 5)).values()[0]);
      assertEquals(
          1, Math.abs(solver.reduce(new DMatrixRMaj(1, 1, true, 5)).pairs(0, 1).vectors().get(0)));
      assertEquals(0, solver.reduce(new DMatrixRMaj(3, 3)).values()[2]);
      TridiagonalForm form = solver.reduce(new DMatrixRMaj(3, 3));
      assertThrows(IllegalArgumentException.class, () -> form.pairs(2, 4));
    }
  }
}
