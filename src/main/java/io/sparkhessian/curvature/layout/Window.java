package io.sparkhessian.curvature.layout;

import java.io.Serializable;

/**
 * A window of the Hessian's upper triangle: the rows {@code from} to {@code to − 1} in the columns
 * {@code start} to {@code end − 1}. The columns start at the diagonal or lie to the right of the
 * rows' diagonal square.
 */
public record Window(int from, int to, int start, int end) implements Serializable {
  public Window {
    boolean beside = start >= to && end > start;
    boolean fromDiagonal = start == from && end >= to;
    if (from < 0 || to <= from || !(beside || fromDiagonal)) {
      throw new IllegalArgumentException(
          "rows %d to %d in the columns %d to %d".formatted(from, to, start, end));
    }
  }

  /** Rows from the diagonal to column {@code end − 1}. */
  public static Window ofRows(int from, int to, int end) {
    return new Window(from, to, from, end);
  }

  /** The window's part of one row, from the diagonal on. */
  public Window ofRow(int row) {
    return new Window(row, row + 1, atDiagonal() ? row : start, end);
  }

  public int rows() {
    return to - from;
  }

  public int columns() {
    return end - start;
  }

  /**
   * Whether the window contains the rows' diagonal square; otherwise it contains no part of the
   * square.
   */
  public boolean atDiagonal() {
    return start == from;
  }

  /** Number of the window's columns in a block. */
  public int columnsAmong(ParameterLayout.Block block) {
    return Math.max(0, Math.min(end, block.end()) - Math.max(start, block.offset()));
  }

  /** Number of the window's rows in a block. */
  public int rowsAmong(ParameterLayout.Block block) {
    return Math.max(0, Math.min(to, block.end()) - Math.max(from, block.offset()));
  }
}
