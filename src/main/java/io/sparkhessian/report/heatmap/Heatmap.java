package io.sparkhessian.report.heatmap;

import io.sparkhessian.report.figure.Layer;
import java.util.Arrays;
import java.util.List;

/**
 * The matrix as pictures.
 *
 * @param words what it is
 * @param layers into which its rows and columns fall, in order
 * @param names of its rows; none where they are called by layer and place
 * @param whole all of it, with the same edges for rows and columns, symmetric
 * @param blocks finer grids of single blocks; a page zooms into {@code whole} for the others
 */
public record Heatmap(
    Words words, List<Layer> layers, List<String> names, Grid whole, List<Block> blocks) {
  public Heatmap {
    layers = List.copyOf(layers);
    names = List.copyOf(names);
    blocks = List.copyOf(blocks);
    if (!Arrays.equals(whole.rowEdges(), whole.columnEdges())) {
      throw new IllegalArgumentException("rows and columns of the whole are cut in two ways");
    }
  }

  /** The same with names of the rows. */
  public Heatmap withNames(List<String> others) {
    return new Heatmap(words, layers, others, whole, blocks);
  }

  /**
   * What the page calls it.
   *
   * @param heading of the chapter
   * @param dot what a dot of the picture is, in a sentence
   */
  public record Words(String heading, String dot) {}

  /** The block of the rows of one layer and the columns of the same or a later one. */
  public record Block(int rowLayer, int columnLayer, Grid grid) {}
}
