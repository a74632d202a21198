package io.sparkhessian.io.tiles;

import io.sparkhessian.io.file.AtomicFile;
import io.sparkhessian.io.parquet.TileFile;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Writes the tiles of one strip, from left to right, as one Parquet file with a row group a tile.
 *
 * <p>The bytes depend on the tiles alone. The file appears under its name when the writer is closed
 * after the last tile, unless another attempt has put it there; memory holds one tile's values
 * twice at the most.
 */
public final class TileStripWriter implements Closeable {
  private final TileLayout layout;
  private final TileStrip strip;
  private final AtomicFile file;
  private final TilePages pages;
  private int nextColumn;
  private boolean open = true;
  private TileFile written;

  /** Starts the file of a strip in {@code directory}, which is created where it is missing. */
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

  /** Appends a tile: the one right of the last. */
  public void write(Tile tile) throws IOException {
    if (!open || nextColumn == strip.to() || !layout.isTile(strip.blockRow(), nextColumn, tile)) {
      throw new IllegalArgumentException(
          "tile (%d, %d) of %d × %d where (%d, %d) of %s comes next"
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
      if (nextColumn < strip.to()) {
        throw new IllegalStateException(
            "block row %d ends before tile %d of %d"
                .formatted(strip.blockRow(), nextColumn, strip.to()));
      }
      pages.close();
      file.commitUnlessThere();
      written = new TileFile(layout.fileName(strip), file.bytes(), file.sha256());
    }
  }

  /** What was written; only after {@link #close}. */
  public TileFile written() {
    if (written == null) {
      throw new IllegalStateException("%s is not written".formatted(layout.fileName(strip)));
    }
    return written;
  }
}
