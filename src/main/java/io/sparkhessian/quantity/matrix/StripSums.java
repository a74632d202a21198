package io.sparkhessian.quantity.matrix;

import io.sparkhessian.io.tiles.Tile;
import io.sparkhessian.report.diagnosis.Evidence;
import io.sparkhessian.report.heatmap.GridSums;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What the tiles of one strip give: sums by rectangles, for each row and column the largest entry
 * beside the diagonal, and pairs of parameters whose 2 × 2 minors say something.
 *
 * <p>Only what lies on or above the diagonal counts; the rest is its mirror image.
 */
final class StripSums implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int PAIRS = 16;

  private final List<GridSums> grids;
  private final int firstRow;
  private final int firstColumn;
  private final double[] besideRows;
  private final double[] besideColumns;
  private final List<int[]> flatPairs = new ArrayList<>();
  private int[] downwards = {};
  private double lowest;

  /** What has to be known of the whole matrix: its diagonal without what the regulariser adds. */
  @SuppressWarnings("ArrayRecordComponent") // sent, never compared
  record Bare(double[] diagonal, double least) implements Serializable {
    static Bare of(double[] diagonal, double[] ridge) {
      double[] bare = new double[diagonal.length];
      double most = 0;
      for (int i = 0; i < bare.length; i++) {
        bare[i] = diagonal[i] - ridge[i];
        most = Math.max(most, Math.abs(bare[i]));
      }
      return new Bare(bare, Evidence.NOTHING * most);
    }
  }

  /**
   * Nothing yet.
   *
   * @param grids the windows that the strip meets
   */
  StripSums(List<GridSums> grids, int firstRow, int rows, int firstColumn, int columns) {
    this.grids = grids;
    this.firstRow = firstRow;
    this.firstColumn = firstColumn;
    this.besideRows = new double[rows];
    this.besideColumns = new double[columns];
  }

  /**
   * Adds a tile.
   *
   * @param offset of the tile's matrix in θ
   */
  void add(Tile tile, int offset, Bare bare) {
    int left = offset + tile.columnOffset();
    int right = left + tile.columns();
    for (int r = 0; r < tile.rows(); r++) {
      int row = offset + tile.rowOffset() + r;
      int from = Math.max(left, row);
      int at = r * tile.columns() + from - left;
      for (GridSums grid : grids) {
        grid.add(row, from, right, tile.values(), at);
      }
      int beside = Math.max(left, row + 1);
      look(row, beside, right, tile.values(), r * tile.columns() + beside - left, bare);
    }
  }

  private void look(int row, int from, int to, double[] values, int at, Bare bare) {
    double own = bare.diagonal()[row];
    double least = bare.least();
    double most = besideRows[row - firstRow];
    for (int column = from; column < to; column++) {
      double value = values[at + column - from];
      double size = Math.abs(value);
      most = Math.max(most, size);
      int place = column - firstColumn;
      besideColumns[place] = Math.max(besideColumns[place], size);
      double other = bare.diagonal()[column];
      if (size > least && value * value >= (1 - Evidence.NOTHING) * own * other) {
        pair(row, column, value, own, other, least);
      }
    }
    besideRows[row - firstRow] = most;
  }

  /** The minor is zero or negative. */
  private void pair(int row, int column, double value, double own, double other, double least) {
    double half = (own - other) / 2;
    double smaller = (own + other) / 2 - Math.sqrt(half * half + value * value);
    if (smaller < lowest && smaller < -least) {
      lowest = smaller;
      downwards = new int[] {row, column};
    }
    boolean zero = own > least && other > least && Math.abs(smaller) <= least;
    if (zero && flatPairs.size() < PAIRS) {
      flatPairs.add(new int[] {row, column});
    }
  }

  List<GridSums> grids() {
    return grids;
  }

  /** Takes the larger of these and of what is there, row by row and column by column. */
  void besideInto(double[] all) {
    for (int r = 0; r < besideRows.length; r++) {
      all[firstRow + r] = Math.max(all[firstRow + r], besideRows[r]);
    }
    for (int c = 0; c < besideColumns.length; c++) {
      all[firstColumn + c] = Math.max(all[firstColumn + c], besideColumns[c]);
    }
  }

  List<int[]> flatPairs() {
    return flatPairs;
  }

  /** The two parameters whose minor has the lowest eigenvalue, if a negative one. */
  int[] downwards() {
    return downwards;
  }

  /** That eigenvalue, without the regulariser; 0 where there is none. */
  double lowest() {
    return lowest;
  }
}
