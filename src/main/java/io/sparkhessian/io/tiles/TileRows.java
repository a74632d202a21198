package io.sparkhessian.io.tiles;

import java.io.IOException;

/** Sequential access to the rows of a stored matrix, with one block row in memory. */
public final class TileRows {
  private final TileStore store;
  private final boolean lower;

  /** Consumes a row of the matrix: N values, which the next block row overwrites. */
  @FunctionalInterface
  public interface RowConsumer {
    void accept(int row, double[] values) throws IOException;
  }

  private TileRows(TileStore store, boolean lower) {
    this.store = store;
    this.lower = lower;
  }

  /** Complete rows; the lower triangle mirrors the upper one. */
  public static TileRows all(TileStore store) {
    return new TileRows(store, true);
  }

  /** Rows of which only the part from the diagonal to the right is valid. */
  public static TileRows upper(TileStore store) {
    return new TileRows(store, false);
  }

  public void forEach(RowConsumer consumer) throws IOException {
    TileLayout layout = store.layout();
    double[][] panel = new double[layout.length(0)][layout.size()];
    for (int block = 0; block < layout.blocks(); block++) {
      for (int above = 0; lower && above < block; above++) {
        mirror(store.read(above, block), panel);
      }
      store.readRow(block, tile -> copy(tile, panel));
      for (int row = 0; row < layout.length(block); row++) {
        consumer.accept(layout.offset(block) + row, panel[row]);
      }
    }
  }

  private static void copy(Tile tile, double[][] panel) {
    for (int row = 0; row < tile.rows(); row++) {
      System.arraycopy(
          tile.values(), row * tile.columns(), panel[row], tile.columnOffset(), tile.columns());
    }
  }

  private static void mirror(Tile tile, double[][] panel) {
    for (int row = 0; row < tile.rows(); row++) {
      for (int column = 0; column < tile.columns(); column++) {
        panel[column][tile.rowOffset() + row] = tile.values()[row * tile.columns() + column];
      }
    }
  }
}
