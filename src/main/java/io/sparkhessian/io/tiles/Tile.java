package io.sparkhessian.io.tiles;

/**
 * One rectangular block of a matrix.
 *
 * @param rowOffset the matrix row of the tile's first row
 * @param columnOffset the matrix column of the tile's first column
 * @param values rows × columns, row-major
 */
@SuppressWarnings("ArrayRecordComponent") // tiles are passed on, never compared
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
