package io.sparkhessian.report.heatmap;

import java.io.Serializable;
import java.util.Arrays;

/** Sums of matrix entries over rectangles, whose averages form a {@link Grid}. */
public final class GridSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] rowEdges;
  private final int[] columnEdges;
  private final double[] sum;
  private final double[] absolute;

  public GridSums(int[] rowEdges, int[] columnEdges) {
    this.rowEdges = rowEdges.clone();
    this.columnEdges = columnEdges.clone();
    sum = new double[Math.multiplyExact(rowEdges.length - 1, columnEdges.length - 1)];
    absolute = new double[sum.length];
  }

  /**
   * Zero sums over the rectangles that intersect a part of the matrix. They can be merged into the
   * sums over all rectangles.
   */
  public static GridSums window(
      int[] rowEdges, int[] columnEdges, int fromRow, int toRow, int fromColumn, int toColumn) {
    return new GridSums(met(rowEdges, fromRow, toRow), met(columnEdges, fromColumn, toColumn));
  }

  /** Bytes of the sums of a {@link #window}. */
  public static long bytesOfWindow(
      int[] rowEdges, int[] columnEdges, int fromRow, int toRow, int fromColumn, int toColumn) {
    long rows = met(rowEdges, fromRow, toRow).length;
    long columns = met(columnEdges, fromColumn, toColumn).length;
    return 2 * Double.BYTES * rows * columns + Integer.BYTES * (rows + columns);
  }

  private static int[] met(int[] edges, int from, int to) {
    int first = 0;
    while (first < edges.length - 1 && edges[first + 1] <= from) {
      first++;
    }
    int last = first;
    while (last < edges.length - 1 && edges[last] < to) {
      last++;
    }
    return Arrays.copyOfRange(edges, first, last + 1);
  }

  /** Whether the sums have no rectangle. */
  public boolean isEmpty() {
    return sum.length == 0;
  }

  /** Adds the entry at a row and column of the matrix, both within the edges. */
  public void add(int row, int column, double value) {
    add(row, column, column + 1, new double[] {value}, 0);
  }

  /**
   * Adds entries of one row of the matrix; entries outside the edges are ignored.
   *
   * @param values the entries, from index {@code offset}
   */
  public void add(int row, int fromColumn, int toColumn, double[] values, int offset) {
    int across = columnEdges.length - 1;
    if (across < 1 || row < rowEdges[0] || row >= rowEdges[rowEdges.length - 1]) {
      return;
    }
    int cells = place(rowEdges, row) * across;
    int end = Math.min(toColumn, columnEdges[across]);
    int column = Math.max(fromColumn, columnEdges[0]);
    for (int cell = column < end ? place(columnEdges, column) : 0; column < end; cell++) {
      int stop = Math.min(end, columnEdges[cell + 1]);
      double all = 0;
      double sizes = 0;
      for (; column < stop; column++) {
        double value = values[offset + column - fromColumn];
        all += value;
        sizes += Math.abs(value);
      }
      sum[cells + cell] += all;
      absolute[cells + cell] += sizes;
    }
  }

  /** Adds sums over all rectangles, or over a {@link #window} of them. */
  public void merge(GridSums others) {
    if (others.isEmpty()) {
      return;
    }
    int top = place(rowEdges, others.rowEdges);
    int left = place(columnEdges, others.columnEdges);
    int wide = others.columnEdges.length - 1;
    for (int cell = 0; cell < others.sum.length; cell++) {
      int own = (top + cell / wide) * (columnEdges.length - 1) + left + cell % wide;
      sum[own] += others.sum[cell];
      absolute[own] += others.absolute[cell];
    }
  }

  /** The averages, if every entry was added exactly once. */
  public Grid average() {
    double[] mean = sum.clone();
    double[] size = absolute.clone();
    int columns = columnEdges.length - 1;
    for (int cell = 0; cell < mean.length; cell++) {
      double entries =
          (double) width(rowEdges, cell / columns) * width(columnEdges, cell % columns);
      mean[cell] /= entries;
      size[cell] /= entries;
    }
    return new Grid(rowEdges.clone(), columnEdges.clone(), mean, size);
  }

  /**
   * The averages over a symmetric matrix, if every entry on and above the diagonal was added
   * exactly once.
   *
   * @param diagonal of the matrix
   */
  public Grid averageOfSymmetric(double[] diagonal) {
    int size = rowEdges.length - 1;
    GridSums both = new GridSums(rowEdges, columnEdges);
    for (int row = 0; row < size; row++) {
      int own = row * size + row;
      for (int column = row; column < size; column++) {
        both.sum[row * size + column] = sum[row * size + column];
        both.sum[column * size + row] = sum[row * size + column];
        both.absolute[row * size + column] = absolute[row * size + column];
        both.absolute[column * size + row] = absolute[row * size + column];
      }
      both.sum[own] = 2 * sum[own];
      both.absolute[own] = 2 * absolute[own];
      for (int index = rowEdges[row]; index < rowEdges[row + 1]; index++) {
        both.sum[own] -= diagonal[index];
        both.absolute[own] -= Math.abs(diagonal[index]);
      }
    }
    return both.average();
  }

  private static int width(int[] edges, int place) {
    return edges[place + 1] - edges[place];
  }

  /** Position of the first of {@code others} in {@code edges}, which contain them consecutively. */
  private static int place(int[] edges, int[] others) {
    int first = Arrays.binarySearch(edges, others[0]);
    if (first < 0
        || first + others.length > edges.length
        || !Arrays.equals(edges, first, first + others.length, others, 0, others.length)) {
      throw new IllegalArgumentException("the sums are over other rectangles");
    }
    return first;
  }

  private static int place(int[] edges, int index) {
    int found = Arrays.binarySearch(edges, index);
    return found >= 0 ? found : -found - 2;
  }
}
