package io.sparkhessian.distributed.results;

import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.io.tiles.Tile;
import io.sparkhessian.io.tiles.TileStore;
import java.io.IOException;
import org.ejml.data.DMatrixRMaj;

/**
 * A square window on the diagonal of a stored matrix, in memory.
 *
 * @param from first row of the window in the matrix
 */
public record StoredWindow(TileStore store, int from, int size) {
  /**
   * Reads a window of a stored matrix.
   *
   * @param matrix position of the stored matrix on the diagonal of the Hessian
   * @param block position of the window on the diagonal of the Hessian
   */
  public static StoredWindow of(TileStore store, DiagonalBlock matrix, DiagonalBlock block) {
    return new StoredWindow(store, block.from() - matrix.from(), block.size());
  }

  /** Returns both triangles. */
  public DMatrixRMaj read() throws IOException {
    DMatrixRMaj square = new DMatrixRMaj(size, size);
    int edge = store.layout().edge();
    for (int row = from / edge; row <= (from + size - 1) / edge; row++) {
      for (int column = row; column <= (from + size - 1) / edge; column++) {
        copy(store.read(row, column), square);
      }
    }
    return square;
  }

  private void copy(Tile tile, DMatrixRMaj square) {
    for (int r = 0; r < tile.rows(); r++) {
      int row = tile.rowOffset() + r - from;
      for (int c = 0; c < tile.columns() && row >= 0 && row < size; c++) {
        int column = tile.columnOffset() + c - from;
        if (column >= row && column < size) {
          double value = tile.values()[r * tile.columns() + c];
          square.data[row * size + column] = value;
          square.data[column * size + row] = value;
        }
      }
    }
  }
}
