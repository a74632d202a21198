package io.sparkhessian.distributed.plan;

import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.layout.Window;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.io.tiles.TileStrip;
import java.io.Serializable;
import java.util.List;

/**
 * Layout of the stored result: tiles of matrices, or rows of numbers.
 *
 * @param piece name of what one task stores
 * @param tile rows of a block; the edge of a tile
 * @param columnsOfTask tile columns of a task
 * @param inBlocks whether the matrices are diagonal blocks of a whole matrix
 * @param matrices a whole matrix or its diagonal blocks; empty for rows of numbers
 * @param width numbers in a row of a quantity that is not a matrix
 */
public record ResultLayout(
    String piece,
    int tile,
    int columnsOfTask,
    boolean inBlocks,
    List<DiagonalBlock> matrices,
    long width)
    implements Serializable {

  public ResultLayout {
    matrices = List.copyOf(matrices);
  }

  /** Returns a whole matrix in tiles, or diagonal blocks in tiles. */
  static ResultLayout tiles(
      int edge, int columnsOfTask, boolean inBlocks, List<DiagonalBlock> matrices) {
    String piece = columnsOfTask < MatrixTasks.ALL ? "strip" : "block row";
    return new ResultLayout(piece, edge, columnsOfTask, inBlocks, matrices, 0);
  }

  /**
   * Returns rows of numbers.
   *
   * @param rowsOfTask at most
   */
  static ResultLayout rows(String piece, int rowsOfTask, long width) {
    return new ResultLayout(piece, rowsOfTask, MatrixTasks.ALL, false, List.of(), width);
  }

  TileLayout layout(DiagonalBlock matrix) {
    return new TileLayout(matrix.size(), tile, columnsOfTask);
  }

  TileLayout layout(BlockTask task) {
    return layout(matrices.get(task.matrix()));
  }

  TileStrip strip(BlockTask task) {
    return layout(task).strip(task.blockRow(), task.blockColumn());
  }

  /** Returns the entries of the Hessian that a task computes. */
  Window window(BlockTask task) {
    return MatrixTasks.window(matrices.get(task.matrix()), layout(task), strip(task));
  }

  /** Number of tiles in the upper triangles. */
  long tiles() {
    return matrices.stream().mapToLong(matrix -> layout(matrix).tiles()).sum();
  }

  /** Returns the bytes that a task stores. */
  long bytes(BlockTask task) {
    long columns = matrices.isEmpty() ? width : window(task).columns();
    return task.rows() * columns * Double.BYTES;
  }
}
