package io.sparkhessian.quantity.matrix;

import io.sparkhessian.io.tiles.Tile;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.io.tiles.TileStrip;
import io.sparkhessian.linalg.Norm;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * A strip of a matrix, cut into tiles.
 *
 * @param rows entries of the strip
 */
public record TileRow(TileLayout layout, TileStrip strip, DMatrixRMaj rows) {

  /** Returns the tiles from left to right, each copied on demand. */
  public Iterator<Tile> tiles() {
    return IntStream.range(strip.from(), strip.to()).mapToObj(this::tile).iterator();
  }

  private Tile tile(int blockColumn) {
    int columns = layout.length(blockColumn);
    int first = layout.offset(blockColumn) - layout.offset(strip.from());
    double[] values = new double[rows.numRows * columns];
    for (int row = 0; row < rows.numRows; row++) {
      System.arraycopy(rows.data, row * rows.numCols + first, values, row * columns, columns);
    }
    return layout.tile(strip.blockRow(), blockColumn, values);
  }

  /** Returns the diagonal entries of the block row; empty if the strip does not contain them. */
  double[] diagonal() {
    int length = strip.from() == strip.blockRow() ? rows.numRows : 0;
    return IntStream.range(0, length).mapToDouble(row -> rows.get(row, row)).toArray();
  }

  /** Returns the largest absolute entry of the strip. */
  double largest() {
    return Norm.maximum(rows.data, 0, rows.getNumElements());
  }
}
