package io.sparkhessian.quantity.matrix;

import io.sparkhessian.io.tiles.Tile;
import io.sparkhessian.report.diagnosis.Evidence;
import io.sparkhessian.report.heatmap.GridSums;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Statistics of the tiles of one strip: sums over rectangles, the largest off-diagonal entry of
 * each row and column, and pairs of parameters with a singular or negative 2 × 2 minor.
 *
 * <p>Only entries on or above the diagonal count; the matrix is symmetric.
 */
final class StripSums implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MAX_PAIRS = 16;

  private final List<GridSums> grids;
  private final int firstRow;
  private final int firstColumn;
  private final double[] largestInRow;
  private final double[] largestInColumn;
  private final List<int[]> flatPairs = new ArrayList<>();
  private int[] negativePair = {};
  private double lowest;

  /**
   * Diagonal of the whole matrix without the regulariser.
   *
   * @param least magnitude below which an entry counts as zero
   */
  @SuppressWarnings("ArrayRecordComponent") // sent, never compared
  record Unregularised(double[] diagonal, double least) implements Serializable {
    static Unregularised of(double[] diagonal, double[] ridge) {
      double[] bare = new double[diagonal.length];
      double most = 0;
      for (int i = 0; i < bare.length; i++) {
        bare[i] = diagonal[i] - ridge[i];
        most = Math.max(most, Math.abs(bare[i]));
      }
      return new Unregularised(bare, Evidence.NEGLIGIBLE * most);
    }
  }

  /**
   * Creates empty statistics.
   *
   * @param grids windows that overlap the strip
   */
  StripSums(List<GridSums> grids, int firstRow, int rows, int firstColumn, int columns) {
    this.grids = grids;
    this.firstRow = firstRow;
    this.firstColumn = firstColumn;
    this.largestInRow = new double[rows];
    this.largestInColumn = new double[columns];
  }

  /**
   * Adds a tile.
   *
   * @param offset index in θ of the first row of the tile's matrix
   */
  void add(Tile tile, int offset, Unregularised bare) {
    int left = offset + tile.columnOffset();
    int right = left + tile.columns();
    for (int r = 0; r < tile.rows(); r++) {
      int row = offset + tile.rowOffset() + r;
      int from = Math.max(left, row);
      int at = r * tile.columns() + from - left;
      for (GridSums grid : grids) {
        grid.add(row, from, right, tile.values(), at);
      }
      int next = Math.max(left, row + 1);
      addOffDiagonal(row, next, right, tile.values(), r * tile.columns() + next - left, bare);
    }
  }

  private void addOffDiagonal(
      int row, int from, int to, double[] values, int at, Unregularised bare) {
    double own = bare.diagonal()[row];
    double least = bare.least();
    double largest = largestInRow[row - firstRow];
    for (int column = from; column < to; column++) {
      double value = values[at + column - from];
      double size = Math.abs(value);
      largest = Math.max(largest, size);
      int place = column - firstColumn;
      largestInColumn[place] = Math.max(largestInColumn[place], size);
      double other = bare.diagonal()[column];
      if (size > least && value * value >= (1 - Evidence.NEGLIGIBLE) * own * other) {
        addPair(row, column, value, own, other, least);
      }
    }
    largestInRow[row - firstRow] = largest;
  }

  /** Adds a pair whose minor is zero or negative. */
  private void addPair(int row, int column, double value, double own, double other, double least) {
    double half = (own - other) / 2;
    double smaller = (own + other) / 2 - Math.sqrt(half * half + value * value);
    if (smaller < lowest && smaller < -least) {
      lowest = smaller;
      negativePair = new int[] {row, column};
    }
    boolean zero = own > least && other > least && Math.abs(smaller) <= least;
    if (zero && flatPairs.size() < MAX_PAIRS) {
      flatPairs.add(new int[] {row, column});
    }
  }

  List<GridSums> grids() {
    return grids;
  }

  /** Updates the largest off-diagonal entry of each row and column of the whole matrix. */
  void addOffDiagonalTo(double[] all) {
    for (int r = 0; r < largestInRow.length; r++) {
      all[firstRow + r] = Math.max(all[firstRow + r], largestInRow[r]);
    }
    for (int c = 0; c < largestInColumn.length; c++) {
      all[firstColumn + c] = Math.max(all[firstColumn + c], largestInColumn[c]);
    }
  }

  List<int[]> flatPairs() {
    return flatPairs;
  }

  /** Returns the pair whose minor has the lowest eigenvalue; empty if none is negative. */
  int[] negativePair() {
    return negativePair;
  }

  /** Returns the lowest eigenvalue of a minor, without the regulariser; 0 if none is negative. */
  double lowest() {
    return lowest;
  }
}
