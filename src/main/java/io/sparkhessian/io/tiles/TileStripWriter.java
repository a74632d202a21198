package io.sparkhessian.io.tiles;

import io.sparkhessian.io.file.AtomicFile;
import io.sparkhessian.io.file.FileEntry;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Writes the tiles of a strip, from left to right, to a Parquet file with one row group per tile.
 *
 * <p>The bytes depend only on the tiles. The file appears under its name when the writer is closed
 * after the last tile, unless another attempt has already written it. Memory holds the values of a
 * tile at most twice.
 */
public final class TileStripWriter implements Closeable {
  private final TileLayout layout;
  private final TileStrip strip;
  private final AtomicFile file;
  private final TilePages pages;
  private int nextColumn;
  private boolean open = true;
  private FileEntry written;

  /** Starts the file of a strip in {@code directory}, which is created if it is missing. */
  public TileStripWriter(
      Configuration configuration, String directory, TileLayout layout, TileStrip strip)
      throws IOException {
    this.layout = layout;
    this.strip = strip;
    this.nextColumn = strip.from();
    Path target = new Path(directory, layout.fileName(strip));
    this.file = new AtomicFile(configuration, target);
    try {
      this.pages = new TilePages(file.stream());
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Appends the next tile to the right. */
  public void write(Tile tile) throws IOException {
    if (!open || nextColumn == strip.to() || !layout.isTile(strip.blockRow(), nextColumn, tile)) {
      throw new IllegalArgumentException(
          "tile (%d, %d) of %d × %d, but (%d, %d) of %s comes next"
              .formatted(
                  tile.blockRow(),
                  tile.blockColumn(),
                  tile.rows(),
                  tile.columns(),
                  strip.blockRow(),
                  nextColumn,
                  layout));
    }
    pages.write(tile);
    nextColumn++;
  }

  /** Discards the written tiles; the file does not appear. */
  public void abort() throws IOException {
    open = false;
    file.close();
  }

  /**
   * Makes the file visible.
   *
   * @throws IllegalStateException if tiles are missing; the file is discarded
   */
  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    try (file) {
      if (nextColumn < strip.to()) {
        throw new IllegalStateException(
            "block row %d ends before tile %d of %d"
                .formatted(strip.blockRow(), nextColumn, strip.to()));
      }
      pages.close();
      file.commitUnlessExists();
      written = file.entry();
    }
  }

  /** The entry of the written file; available after {@link #close}. */
  public FileEntry written() {
    if (written == null) {
      throw new IllegalStateException("%s is not written".formatted(layout.fileName(strip)));
    }
    return written;
  }
}
