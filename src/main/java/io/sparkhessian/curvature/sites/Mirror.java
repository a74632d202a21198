package io.sparkhessian.curvature.sites;

/**
 * Copies the upper triangle of a square to the lower one, in tiles that fit the first-level cache.
 */
final class Mirror {
  private static final int TILE = 32;

  private Mirror() {}

  /**
   * Mirrors a square of {@code size} rows.
   *
   * @param corner index of the first element
   * @param stride distance between rows
   */
  static void square(double[] data, int corner, int stride, int size) {
    for (int row = 0; row < size; row += TILE) {
      for (int column = 0; column <= row; column += TILE) {
        tile(data, corner, stride, row, Math.min(size, row + TILE), column);
      }
    }
  }

  private static void tile(
      double[] data, int corner, int stride, int fromRow, int toRow, int fromColumn) {
    for (int row = fromRow; row < toRow; row++) {
      int to = corner + row * stride;
      int last = Math.min(row, fromColumn + TILE);
      for (int column = fromColumn; column < last; column++) {
        data[to + column] = data[corner + column * stride + row];
      }
    }
  }
}
