package io.sparkhessian.linalg;

import java.io.Serializable;
import java.util.Arrays;

/** Collects the rows of {@link SparseRows}. */
public final class SparseRowsBuilder implements Serializable {
  private static final long serialVersionUID = 1L;

  private int rows;
  private int stored;
  private int[] starts = new int[64];
  private int[] indices = new int[256];
  private double[] values = new double[256];

  /**
   * Adds a number to the row that {@link #endRow} is going to end; zeros are not held.
   *
   * @param column above those of the row's other numbers
   */
  public void add(int column, double value) {
    if (value == 0) {
      return;
    }
    if (stored > starts[rows] && indices[stored - 1] >= column) {
      throw new IllegalArgumentException(
          "column %d after %d".formatted(column, indices[stored - 1]));
    }
    if (stored == values.length) {
      indices = Arrays.copyOf(indices, 2 * stored + 1);
      values = Arrays.copyOf(values, 2 * stored + 1);
    }
    indices[stored] = column;
    values[stored++] = value;
  }

  public void endRow() {
    rows++;
    if (rows == starts.length) {
      starts = Arrays.copyOf(starts, 2 * rows + 1);
    }
    starts[rows] = stored;
  }

  /** Takes back what was added since the last row ended. */
  public void dropRow() {
    stored = starts[rows];
  }

  /** Adds rows {@code from} to {@code to − 1} of a matrix. */
  public void addRows(SparseRows other, int from, int to) {
    for (int row = from; row < to; row++) {
      for (int k = other.start(row); k < other.start(row + 1); k++) {
        add(other.column(k), other.value(k));
      }
      endRow();
    }
  }

  /** Gives back the room that is not used. */
  public void trim() {
    starts = Arrays.copyOf(starts, rows + 1);
    indices = Arrays.copyOf(indices, stored);
    values = Arrays.copyOf(values, stored);
  }

  public int rows() {
    return rows;
  }

  /** How many numbers are held. */
  public int stored() {
    return stored;
  }

  /** The rows that have ended, as a matrix of so many columns. */
  public SparseRows build(int columns) {
    int end = starts[rows];
    return new SparseRows(
        columns,
        Arrays.copyOf(starts, rows + 1),
        Arrays.copyOf(indices, end),
        Arrays.copyOf(values, end));
  }
}
