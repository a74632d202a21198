package io.sparkhessian.io.tiles;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Partition of a symmetric matrix into square tiles. Only the upper triangle is stored.
 *
 * @param size edge N of the matrix
 * @param edge edge of a tile; the last tile of a row may be narrower
 * @param columnsOfFile maximum number of tile columns in a file
 */
public record TileLayout(int size, int edge, int columnsOfFile) implements Serializable {
  /** Maximum edge: a tile is one Parquet page, whose length in bytes is an int. */
  public static final int MAXIMUM_EDGE = 8192;

  public TileLayout {
    if (size < 1 || edge < 1 || columnsOfFile < 1 || Math.min(size, edge) > MAXIMUM_EDGE) {
      throw new IllegalArgumentException(
          "a matrix of edge %d in tiles of edge %d (at most %d)"
              .formatted(size, edge, MAXIMUM_EDGE));
    }
  }

  /** A layout with one file per block row. */
  public TileLayout(int size, int edge) {
    this(size, edge, Integer.MAX_VALUE);
  }

  /** Number of block rows. */
  public int blocks() {
    return (size - 1) / edge + 1;
  }

  /** Number of tiles in the upper triangle. */
  public long tiles() {
    return (long) blocks() * (blocks() + 1) / 2;
  }

  /** First row of a block. */
  public int offset(int block) {
    return checked(block) * edge;
  }

  /** Number of rows of a block. */
  public int length(int block) {
    return Math.min(edge, size - offset(block));
  }

  /** The strips of all block rows. */
  public List<TileStrip> strips() {
    return IntStream.range(0, blocks()).boxed().flatMap(row -> strips(row).stream()).toList();
  }

  /** The strips of a block row, from the diagonal to the right. */
  public List<TileStrip> strips(int blockRow) {
    List<TileStrip> strips = new ArrayList<>();
    for (int column = checked(blockRow); column < blocks(); column = strip(blockRow, column).to()) {
      strips.add(strip(blockRow, column));
    }
    return strips;
  }

  /**
   * The strip that contains a tile of the upper triangle. In the last quarter of the columns,
   * strips are a third as wide: tasks of two lengths, longest first, keep many cores busy to the
   * end.
   */
  public TileStrip strip(int blockRow, int blockColumn) {
    int narrowFrom = columnsOfFile < blocks() ? blocks() - blocks() / 4 : blocks();
    boolean narrow = checked(blockColumn) >= narrowFrom;
    int begin = narrow ? narrowFrom : 0;
    int end = narrow ? blocks() : narrowFrom;
    int width = narrow ? Math.max(1, columnsOfFile / 3) : Math.min(columnsOfFile, blocks());
    int from = begin + (blockColumn - begin) / width * width;
    return new TileStrip(blockRow, Math.max(blockRow, from), Math.min(end, from + width));
  }

  /** Name of the file that holds a strip. */
  public String fileName(TileStrip strip) {
    return columnsOfFile < blocks()
        ? String.format(
            Locale.ROOT, "block-row-%05d-from-%05d.parquet", strip.blockRow(), strip.from())
        : String.format(Locale.ROOT, "block-row-%05d.parquet", strip.blockRow());
  }

  /** A tile of this layout with the given values, row-major. */
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

  /** Whether a tile has the position and the shape of a pair of blocks in this layout. */
  public boolean isTile(int blockRow, int blockColumn, Tile tile) {
    return tile.blockRow() == blockRow
        && tile.blockColumn() == blockColumn
        && tile.rowOffset() == offset(blockRow)
        && tile.columnOffset() == offset(blockColumn)
        && tile.rows() == length(blockRow)
        && tile.columns() == length(blockColumn);
  }

  @Override
  public String toString() {
    return "%d × %d in tiles of %d".formatted(size, size, edge);
  }

  private int checked(int block) {
    if (block < 0 || block >= blocks()) {
      throw new IllegalArgumentException("block %d of %d".formatted(block, blocks()));
    }
    return block;
  }
}
