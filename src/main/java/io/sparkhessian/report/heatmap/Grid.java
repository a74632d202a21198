package io.sparkhessian.report.heatmap;

import java.util.Arrays;

/**
 * A part of the matrix, averaged over rectangles.
 *
 * @param rowEdges start of each row of rectangles in θ, and the end of the last row
 * @param columnEdges start of each column of rectangles in θ, and the end of the last column
 * @param mean the mean of each rectangle, row by row
 * @param absolute the mean absolute value of each rectangle, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Grid(int[] rowEdges, int[] columnEdges, double[] mean, double[] absolute) {
  public Grid {
    int cells = Math.multiplyExact(rowEdges.length - 1, columnEdges.length - 1);
    if (mean.length != cells || absolute.length != cells) {
      throw new IllegalArgumentException(
          "%d means and %d mean absolute values for %d rectangles"
              .formatted(mean.length, absolute.length, cells));
    }
  }

  public int rows() {
    return rowEdges.length - 1;
  }

  public int columns() {
    return columnEdges.length - 1;
  }

  /** Returns this grid divided by a number of samples. */
  public Grid over(long times) {
    return new Grid(
        rowEdges,
        columnEdges,
        Arrays.stream(mean).map(each -> each / times).toArray(),
        Arrays.stream(absolute).map(each -> each / times).toArray());
  }
}
