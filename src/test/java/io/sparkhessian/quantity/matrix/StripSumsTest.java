package io.sparkhessian.quantity.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.io.tiles.Tile;
import java.util.List;
import org.junit.jupiter.api.Test;

class StripSumsTest {
  private static StripSums of(double[] matrix, double... ridge) {
    double[] diagonal = {matrix[0], matrix[4], matrix[8]};
    StripSums sums = new StripSums(List.of(), 0, 3, 0, 3);
    sums.add(new Tile(0, 0, 0, 0, 3, 3, matrix), 0, StripSums.Unregularised.of(diagonal, ridge));
    return sums;
  }

  @Test
  void rowsAndColumnsKeepTheirLargestOffDiagonalEntry() {
    double[] beside = new double[3];
    of(new double[] {9, 1, -2, 1, 8, 0.5, -2, 0.5, 7}, 0, 0, 0).addOffDiagonalTo(beside);
    assertArrayEquals(new double[] {2, 1, 2}, beside);
  }

  /** The second is twice the first, and the regulariser adds a tenth to each. */
  @Test
  void aPairIsFlatWithoutTheRegulariser() {
    double[] matrix = {1.1, 2, 0.3, 2, 4.1, 0.6, 0.3, 0.6, 5.1};
    StripSums sums = of(matrix, 0.1, 0.1, 0.1);
    assertEquals(1, sums.flatPairs().size());
    assertArrayEquals(new int[] {0, 1}, sums.flatPairs().get(0));
    assertEquals(0, sums.negativePair().length);
  }

  /** The minor of 1 and 2 is [[2, 3], [3, 2]], whose eigenvalues are −1 and 5. */
  @Test
  void theMinorThatCurvesDownwardsMostIsKept() {
    StripSums sums = of(new double[] {1, 1.1, 0, 1.1, 2, 3, 0, 3, 2}, 0, 0, 0);
    assertArrayEquals(new int[] {1, 2}, sums.negativePair());
    assertEquals(-1, sums.lowest(), 1e-12);
  }
}
