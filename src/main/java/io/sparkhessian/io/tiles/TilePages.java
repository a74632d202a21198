package io.sparkhessian.io.tiles;

import io.sparkhessian.io.parquet.ParquetPages;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Writer of tiles as Parquet row groups of one row. */
final class TilePages implements Closeable {
  private final ParquetPages pages;

  /** Starts the file; the stream is not closed if the start fails. */
  TilePages(OutputStream file) throws IOException {
    this.pages = new ParquetPages(file, TileSchema.SCHEMA);
  }

  /** Appends a tile. */
  void write(Tile tile) throws IOException {
    pages.startGroup(1);
    pages.integer(tile.blockRow());
    pages.integer(tile.blockColumn());
    pages.integer(tile.rowOffset());
    pages.integer(tile.columnOffset());
    pages.integer(tile.rows());
    pages.integer(tile.columns());
    pages.lists(tile.values().length, page -> page.put(tile.values()));
    pages.endGroup();
  }

  /** Writes the footer and closes the stream. */
  @Override
  public void close() throws IOException {
    pages.close();
  }
}
