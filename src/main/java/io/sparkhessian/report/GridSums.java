package io.sparkhessian.report;

import java.util.Arrays;

/** Adds up entries of the matrix by rectangles; {@link #average} makes the {@link Grid}. */
public final class GridSums {
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

  /** Adds the entry at a row and column of the matrix, which lie within the edges. */
  public void add(int row, int column, double value) {
    int cell = place(rowEdges, row) * (columnEdges.length - 1) + place(columnEdges, column);
    sum[cell] += value;
    absolute[cell] += Math.abs(value);
  }

  /** Adds the sums of others with the same edges. */
  public void merge(GridSums others) {
    if (!Arrays.equals(rowEdges, others.rowEdges)
        || !Arrays.equals(columnEdges, others.columnEdges)) {
      throw new IllegalArgumentException("sums over other rectangles");
    }
    for (int cell = 0; cell < sum.length; cell++) {
      sum[cell] += others.sum[cell];
      absolute[cell] += others.absolute[cell];
    }
  }

  /** The averages, of rectangles whose every entry was added once. */
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

  private static int width(int[] edges, int place) {
    return edges[place + 1] - edges[place];
  }

  private static int place(int[] edges, int index) {
    int found = Arrays.binarySearch(edges, index);
    int place = found >= 0 ? found : -found - 2;
    if (place < 0 || place >= edges.length - 1) {
      throw new IndexOutOfBoundsException(index);
    }
    return place;
  }
}
