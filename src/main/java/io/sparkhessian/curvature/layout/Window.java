package io.sparkhessian.curvature.layout;

import java.io.Serializable;

/**
 * Entries of the Hessian on and above its diagonal: the rows {@code from} to {@code to − 1} in the
 * columns {@code start} to {@code end − 1}, which begin at the diagonal or lie right of the rows.
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

  /** Rows from the diagonal on. */
  public static Window ofRows(int from, int to, int end) {
    return new Window(from, to, from, end);
  }

  /** What it has of one of its rows, from the diagonal on. */
  public Window ofRow(int row) {
    return new Window(row, row + 1, atDiagonal() ? row : start, end);
  }

  public int rows() {
    return to - from;
  }

  public int columns() {
    return end - start;
  }

  /** Whether the square of these rows at the diagonal is in it; else nothing of it is. */
  public boolean atDiagonal() {
    return start == from;
  }

  /** How many of these columns of θ are in it. */
  public int columnsAmong(ParameterLayout.Block block) {
    return Math.max(0, Math.min(end, block.end()) - Math.max(start, block.offset()));
  }

  /** How many of these rows of θ are in it. */
  public int rowsAmong(ParameterLayout.Block block) {
    return Math.max(0, Math.min(to, block.end()) - Math.max(from, block.offset()));
  }
}
