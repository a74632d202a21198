package io.sparkhessian.io;

import java.io.Serializable;
import java.util.Locale;

/**
 * How a symmetric matrix is cut into square tiles, of which the upper triangle is stored.
 *
 * @param size the edge N of the matrix
 * @param edge the edge of a tile; the last block of a row may be shorter
 */
public record TileLayout(int size, int edge) implements Serializable {
  /** A tile is one Parquet page, whose length in bytes is an int. */
  public static final int MAXIMUM_EDGE = 8192;

  public TileLayout {
    if (size < 1 || edge < 1 || Math.min(size, edge) > MAXIMUM_EDGE) {
      throw new IllegalArgumentException(
          "a matrix of edge %d in tiles of edge %d (at most %d)"
              .formatted(size, edge, MAXIMUM_EDGE));
    }
  }

  /** The number of block rows. */
  public int blocks() {
    return (size - 1) / edge + 1;
  }

  /** The number of tiles in the upper triangle. */
  public long tiles() {
    return (long) blocks() * (blocks() + 1) / 2;
  }

  /** The first row of a block. */
  public int offset(int block) {
    return checked(block) * edge;
  }

  /** The number of rows of a block. */
  public int length(int block) {
    return Math.min(edge, size - offset(block));
  }

  /** The file, in the store's directory, that holds the tiles of a block row. */
  public String fileName(int blockRow) {
    return String.format(Locale.ROOT, "block-row-%05d.parquet", checked(blockRow));
  }

  /** A tile of this layout around {@code values}, row-major. */
  public Tile tile(int blockRow, int blockColumn, double[] values) {
    return new Tile(
        blockRow,
        blockColumn,
        offset(blockRow),
        offset(blockColumn),
        length(blockRow),
        length(blockColumn),
        values);
  }

  /** Whether a tile has the place and the shape that this layout gives to a pair of blocks. */
  public boolean isTile(int blockRow, int blockColumn, Tile tile) {
    return tile.blockRow() == blockRow
        && tile.blockColumn() == blockColumn
        && tile.rowOffset() == offset(blockRow)
        && tile.columnOffset() == offset(blockColumn)
        && tile.rows() == length(blockRow)
        && tile.columns() == length(blockColumn);
  }

  private int checked(int block) {
    if (block < 0 || block >= blocks()) {
      throw new IllegalArgumentException("block %d of %d".formatted(block, blocks()));
    }
    return block;
  }
}
