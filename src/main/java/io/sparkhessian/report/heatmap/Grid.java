package io.sparkhessian.report.heatmap;

import java.util.Arrays;

/**
 * A part of the matrix cut into rectangles, with the average of each.
 *
 * @param rowEdges the indices in θ where rows of rectangles start, and where the last one ends
 * @param columnEdges the same for columns
 * @param mean the mean of each rectangle, row by row
 * @param absolute the mean of the absolute values
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

  /** Averages of what was added up so many times. */
  public Grid over(long times) {
    return new Grid(
        rowEdges,
        columnEdges,
        Arrays.stream(mean).map(each -> each / times).toArray(),
        Arrays.stream(absolute).map(each -> each / times).toArray());
  }
}
