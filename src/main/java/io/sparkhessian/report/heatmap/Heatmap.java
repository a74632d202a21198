package io.sparkhessian.report.heatmap;

import io.sparkhessian.report.figure.Layer;
import java.util.Arrays;
import java.util.List;

/**
 * A heatmap of the matrix.
 *
 * @param words heading and caption
 * @param layers of its rows and columns, in order
 * @param names of its rows; empty where rows are named by layer and position
 * @param whole the whole matrix, symmetric, with equal row and column edges
 * @param blocks finer grids of single blocks; for other blocks, the page zooms into {@code whole}
 */
public record Heatmap(
    Words words, List<Layer> layers, List<String> names, Grid whole, List<Block> blocks) {
  public Heatmap {
    layers = List.copyOf(layers);
    names = List.copyOf(names);
    blocks = List.copyOf(blocks);
    if (!Arrays.equals(whole.rowEdges(), whole.columnEdges())) {
      throw new IllegalArgumentException("the whole matrix has different row and column edges");
    }
  }

  /** Returns this heatmap with names of the rows. */
  public Heatmap withNames(List<String> others) {
    return new Heatmap(words, layers, others, whole, blocks);
  }

  /**
   * Texts of the heatmap.
   *
   * @param heading of the chapter
   * @param dot meaning of a dot of the picture, in a sentence
   */
  public record Words(String heading, String dot) {}

  /** The block with the rows of one layer and the columns of the same or a later layer. */
  public record Block(int rowLayer, int columnLayer, Grid grid) {}
}
