package io.sparkhessian.report;

import java.util.List;

/**
 * The matrix as pictures.
 *
 * @param whole all of it, with the same edges for rows and columns, symmetric
 * @param blocks finer grids of single blocks; a page zooms into {@code whole} for the others
 */
public record Heatmap(Grid whole, List<Block> blocks) {
  public Heatmap {
    blocks = List.copyOf(blocks);
    if (!java.util.Arrays.equals(whole.rowEdges(), whole.columnEdges())) {
      throw new IllegalArgumentException("rows and columns of the whole are cut in two ways");
    }
  }

  /** The block of the rows of one layer and the columns of the same or a later one. */
  public record Block(int rowLayer, int columnLayer, Grid grid) {}
}
