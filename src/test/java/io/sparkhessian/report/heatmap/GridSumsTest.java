package io.sparkhessian.report.heatmap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums compared with averages over the entries of both triangles. */
class GridSumsTest {
  private static final int SIZE = 23;
  private static final int[] EDGES = {0, 3, 4, 11, 20, 23};

  private final double[][] matrix = new double[SIZE][SIZE];

  GridSumsTest() {
    Random random = new Random(11);
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = random.nextGaussian();
        matrix[j][i] = matrix[i][j];
      }
    }
  }

  private double mean(int[] rows, int[] columns, int cell, boolean absolute) {
    int i = cell / (columns.length - 1);
    int j = cell % (columns.length - 1);
    return Arrays.stream(matrix, rows[i], rows[i + 1])
        .flatMapToDouble(row -> Arrays.stream(row, columns[j], columns[j + 1]))
        .map(value -> absolute ? Math.abs(value) : value)
        .average()
        .orElseThrow();
  }

  private void assertAverages(int[] rows, int[] columns, Grid grid) {
    double[] mean = new double[(rows.length - 1) * (columns.length - 1)];
    double[] absolute = new double[mean.length];
    Arrays.setAll(mean, cell -> mean(rows, columns, cell, false));
    Arrays.setAll(absolute, cell -> mean(rows, columns, cell, true));
    assertArrayEquals(mean, grid.mean(), 1e-13);
    assertArrayEquals(absolute, grid.absolute(), 1e-13);
  }

  /** Sums over the upper triangle in tiles of five, with one window per tile. */
  private GridSums merged(int[] rows, int[] columns) {
    GridSums all = new GridSums(rows, columns);
    for (int top = 0; top < SIZE; top += 5) {
      for (int left = top; left < SIZE; left += 5) {
        int bottom = Math.min(SIZE, top + 5);
        int right = Math.min(SIZE, left + 5);
        GridSums window = GridSums.window(rows, columns, top, bottom, left, right);
        for (int row = top; row < bottom; row++) {
          int from = Math.max(row, left);
          if (from < right) {
            window.add(row, from, right, matrix[row], from);
          }
        }
        all.merge(window);
      }
    }
    return all;
  }

  @Test
  void tilesOfTheUpperTriangleGiveTheAveragesOfTheWhole() {
    double[] diagonal = new double[SIZE];
    Arrays.setAll(diagonal, i -> matrix[i][i]);
    assertAverages(EDGES, EDGES, merged(EDGES, EDGES).averageOfSymmetric(diagonal));
  }

  @Test
  void anOffDiagonalBlockIsMergedFromItsTiles() {
    int[] rows = {2, 5, 7};
    int[] columns = {9, 10, 16, 22};
    assertAverages(rows, columns, merged(rows, columns).average());
  }

  @Test
  void aWindowOutsideTheEdgesIsEmpty() {
    assertTrue(GridSums.window(EDGES, new int[] {5, 9}, 0, 3, 9, 12).isEmpty());
    assertTrue(GridSums.window(EDGES, new int[] {5, 9}, 0, 3, 0, 5).isEmpty());
  }

  @Test
  void otherEdgesAreRefused() {
    GridSums sums = new GridSums(EDGES, EDGES);
    int[] shifted = {0, 4, 11};
    assertThrows(IllegalArgumentException.class, () -> sums.merge(new GridSums(shifted, EDGES)));
  }
}
