package io.sparkhessian.io;

import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Writes the tiles of one block row, from the diagonal to the right, as one Parquet file with a row
 * group a tile.
 *
 * <p>The bytes depend on the tiles alone. The file appears under its name when the writer is closed
 * after the last tile, unless another attempt has put it there; memory holds one tile's values
 * twice at the most.
 */
public final class TileRowWriter implements Closeable {
  private final TileLayout layout;
  private final int blockRow;
  private final AtomicFile file;
  private final TilePages pages;
  private int nextColumn;
  private boolean open = true;
  private TileFile written;

  /** Starts the file of a block row in {@code directory}, which is created where it is missing. */
  public TileRowWriter(
      Configuration configuration, String directory, TileLayout layout, int blockRow)
      throws IOException {
    this.layout = layout;
    this.blockRow = blockRow;
    this.nextColumn = blockRow;
    Path target = new Path(directory, layout.fileName(blockRow));
    this.file = new AtomicFile(configuration, target);
    try {
      this.pages = new TilePages(file.stream());
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Appends a tile: the one right of the last. */
  public void write(Tile tile) throws IOException {
    if (!open || nextColumn == layout.blocks() || !layout.isTile(blockRow, nextColumn, tile)) {
      throw new IllegalArgumentException(
          "tile (%d, %d) of %d × %d where (%d, %d) of %s comes next"
              .formatted(
                  tile.blockRow(),
                  tile.blockColumn(),
                  tile.rows(),
                  tile.columns(),
                  blockRow,
                  nextColumn,
                  layout));
    }
    pages.write(tile);
    nextColumn++;
  }

  /** Throws away what was written; the file does not appear. */
  public void abort() throws IOException {
    open = false;
    file.close();
  }

  /**
   * Makes the file visible.
   *
   * @throws IllegalStateException when tiles are missing; the file is thrown away
   */
  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    try (file) {
      if (nextColumn < layout.blocks()) {
        throw new IllegalStateException(
            "block row %d ends before tile %d of %d"
                .formatted(blockRow, nextColumn, layout.blocks()));
      }
      pages.close();
      file.commitUnlessThere();
      written = new TileFile(layout.fileName(blockRow), file.bytes(), file.sha256());
    }
  }

  /** What was written; only after {@link #close}. */
  public TileFile written() {
    if (written == null) {
      throw new IllegalStateException("block row %d is not written".formatted(blockRow));
    }
    return written;
  }
}
