package io.sparkhessian.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class RowsTest {
  private final DMatrixRMaj matrix =
      new DMatrixRMaj(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}});

  @Test
  void copiesAreIndependentOfTheMatrix() {
    double[] row = Rows.copy(matrix, 1);
    DMatrixRMaj rows = Rows.copy(matrix, 1, 3);
    matrix.fill(0);
    assertArrayEquals(new double[] {4, 5, 6}, row);
    assertArrayEquals(new double[] {4, 5, 6, 7, 8, 9}, rows.data);
    assertEquals(2, rows.numRows);
    assertEquals(3, rows.numCols);
  }

  @Test
  void innerProductsOfRows() {
    DMatrixRMaj other = new DMatrixRMaj(new double[][] {{0, 0, 0}, {1, -1, 2}});
    assertEquals(4 - 5 + 12, Rows.dot(matrix, 1, other, 1));
    DMatrixRMaj pairs = new DMatrixRMaj(new double[][] {{3, 4}, {-4, 3}});
    assertEquals(0, Rows.dot(pairs, 0, pairs, 1));
  }

  @Test
  void normsNeitherOverflowNorUnderflow() {
    for (double unit : new double[] {1, 0x1p1000, 0x1p-1060}) {
      DMatrixRMaj vectors = new DMatrixRMaj(new double[][] {{1, 1}, {3 * unit, -4 * unit}});
      assertEquals(5 * unit, Rows.norm(vectors, 1));
    }
  }
}
