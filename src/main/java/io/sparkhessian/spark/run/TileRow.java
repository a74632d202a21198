package io.sparkhessian.spark.run;

import io.sparkhessian.io.Tile;
import io.sparkhessian.io.TileLayout;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The rows of one block of the Hessian, from the diagonal to the right, as tiles.
 *
 * @param rows length × (N − offset) of the block
 */
record TileRow(TileLayout layout, int blockRow, DMatrixRMaj rows) {

  /** The tiles from left to right, each a copy made when it is asked for. */
  Iterator<Tile> tiles() {
    return IntStream.range(blockRow, layout.blocks()).mapToObj(this::tile).iterator();
  }

  private Tile tile(int blockColumn) {
    int columns = layout.length(blockColumn);
    int first = layout.offset(blockColumn) - layout.offset(blockRow);
    double[] values = new double[rows.numRows * columns];
    for (int row = 0; row < rows.numRows; row++) {
      System.arraycopy(rows.data, row * rows.numCols + first, values, row * columns, columns);
    }
    return layout.tile(blockRow, blockColumn, values);
  }

  /** The block's part of the diagonal. */
  double[] diagonal() {
    return IntStream.range(0, rows.numRows).mapToDouble(row -> rows.get(row, row)).toArray();
  }

  /** max |H| in these rows. */
  double largest() {
    double largest = 0;
    for (int i = 0; i < rows.getNumElements(); i++) {
      largest = Math.max(largest, Math.abs(rows.data[i]));
    }
    return largest;
  }
}
