package io.sparkhessian.io.tiles;

/**
 * A rectangular block of a matrix.
 *
 * @param rowOffset matrix row of the first row of the tile
 * @param columnOffset matrix column of the first column of the tile
 * @param values rows × columns, row-major
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Tile(
    int blockRow,
    int blockColumn,
    int rowOffset,
    int columnOffset,
    int rows,
    int columns,
    double[] values) {

  public Tile {
    if (values.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "%d values in a tile of %d × %d".formatted(values.length, rows, columns));
    }
  }
}
