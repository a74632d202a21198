package io.sparkhessian.quantity.matrix;

import io.sparkhessian.io.tiles.Tile;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.io.tiles.TileStrip;
import io.sparkhessian.linalg.Norm;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * A strip of the Hessian as tiles.
 *
 * @param rows the entries of the strip
 */
public record TileRow(TileLayout layout, TileStrip strip, DMatrixRMaj rows) {

  /** The tiles from left to right, each a copy made when it is asked for. */
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

  /** The block's part of the diagonal; nothing where the strip does not have it. */
  double[] diagonal() {
    int length = strip.from() == strip.blockRow() ? rows.numRows : 0;
    return IntStream.range(0, length).mapToDouble(row -> rows.get(row, row)).toArray();
  }

  /** max |H| in these rows. */
  double largest() {
    return Norm.maximum(rows.data, 0, rows.getNumElements());
  }
}
