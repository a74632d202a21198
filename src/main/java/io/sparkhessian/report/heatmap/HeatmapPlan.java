package io.sparkhessian.report.heatmap;

import io.sparkhessian.report.figure.Layer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The rectangles of a {@link Heatmap}: no rectangle crosses a layer boundary, and the total number
 * of cells is bounded for any matrix size.
 *
 * @param edges of rows and columns of the whole matrix
 * @param blocks with a finer grid
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HeatmapPlan(int[] edges, List<Block> blocks) implements Serializable {
  /** Approximate maximum number of rows and columns of the picture of the whole matrix. */
  public static final int WHOLE = 900;

  private static final long BLOCK_CELLS = 300_000;

  /** Edges of the finer grid of a block. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Block(int rowLayer, int columnLayer, int[] rowEdges, int[] columnEdges)
      implements Serializable {}

  public static HeatmapPlan of(List<Layer> layers) {
    return of(layers, 1);
  }

  /**
   * Returns a coarser plan.
   *
   * @param coarseness approximate factor by which the pictures have fewer rows and columns
   */
  public static HeatmapPlan of(List<Layer> layers, int coarseness) {
    long most = BLOCK_CELLS / ((long) coarseness * coarseness);
    int edge = 1;
    while (cells(layers, edge) > WHOLE / coarseness + layers.size()) {
      edge++;
    }
    int length = 512;
    List<Block> blocks = blocks(layers, edge, length);
    while (blocks.stream().mapToLong(HeatmapPlan::cells).sum() > most) {
      length = length * 3 / 4;
      blocks = blocks(layers, edge, length);
    }
    return new HeatmapPlan(edges(layers, edge), blocks);
  }

  private static List<Block> blocks(List<Layer> layers, int coarse, int length) {
    List<Block> blocks = new ArrayList<>();
    for (int row = 0; row < layers.size(); row++) {
      for (int column = row; column < layers.size(); column++) {
        int high = fine(layers.get(row), length);
        int wide = fine(layers.get(column), length);
        boolean finer = high <= coarse && wide <= coarse && high + wide < 2 * coarse;
        if (finer && length > 1) {
          blocks.add(
              new Block(
                  row,
                  column,
                  edges(List.of(layers.get(row)), high),
                  edges(List.of(layers.get(column)), wide)));
        }
      }
    }
    return blocks;
  }

  private static int fine(Layer layer, int length) {
    return pieces(layer.size(), Math.max(1, length));
  }

  private static long cells(Block block) {
    return (block.rowEdges.length - 1L) * (block.columnEdges.length - 1);
  }

  private static int cells(List<Layer> layers, int edge) {
    return layers.stream().mapToInt(layer -> pieces(layer.size(), edge)).sum();
  }

  private static int[] edges(List<Layer> layers, int edge) {
    int[] edges = new int[cells(layers, edge) + 1];
    int next = 0;
    for (Layer layer : layers) {
      for (int at = layer.from(); at < layer.to(); at += edge) {
        edges[next++] = at;
      }
    }
    edges[next] = layers.get(layers.size() - 1).to();
    return edges;
  }

  private static int pieces(int length, int piece) {
    return (length + piece - 1) / piece;
  }
}
