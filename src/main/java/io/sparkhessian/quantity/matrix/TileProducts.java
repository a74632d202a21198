package io.sparkhessian.quantity.matrix;

import io.sparkhessian.io.tiles.Tile;
import org.ejml.data.DMatrixRMaj;

/** Products of one tile with the matching parts of k vectors. */
public final class TileProducts {
  private TileProducts() {}

  /** Computes products[k, r] += Σ_c T[r, c] · v[k, c]. */
  public static void add(Tile tile, DMatrixRMaj vectors, DMatrixRMaj products) {
    for (int k = 0; k < vectors.numRows; k++) {
      int v = k * vectors.numCols + tile.columnOffset();
      for (int r = 0; r < tile.rows(); r++) {
        double sum = 0;
        for (int c = 0; c < tile.columns(); c++) {
          sum += tile.values()[r * tile.columns() + c] * vectors.data[v + c];
        }
        products.data[k * products.numCols + r] += sum;
      }
    }
  }

  /** Computes products[k, c] += Σ_r T[r, c] · v[k, r], the product with the transposed tile. */
  public static void addTransposed(Tile tile, DMatrixRMaj vectors, DMatrixRMaj products) {
    for (int k = 0; k < vectors.numRows; k++) {
      int v = k * vectors.numCols + tile.rowOffset();
      for (int r = 0; r < tile.rows(); r++) {
        double factor = vectors.data[v + r];
        for (int c = 0; c < tile.columns(); c++) {
          products.data[k * products.numCols + c] += tile.values()[r * tile.columns() + c] * factor;
        }
      }
    }
  }
}
