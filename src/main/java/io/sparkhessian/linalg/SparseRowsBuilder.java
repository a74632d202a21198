package io.sparkhessian.linalg;

import java.io.Serializable;
import java.util.Arrays;

/** Builds {@link SparseRows} row by row. */
public final class SparseRowsBuilder implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private int rows;
  private int stored;
  private int last = -1;
  private int[] starts;
  private int[] indices;
  private double[] values;

  public SparseRowsBuilder() {
    this(63, 256);
  }

  /** A builder with initial capacities for rows and numbers. */
  public SparseRowsBuilder(int rows, int stored) {
    starts = new int[rows + 1];
    indices = new int[stored];
    values = new double[stored];
  }

  /**
   * Adds a number to the current row, which {@link #endRow} ends. Zeros are not stored.
   *
   * @param column greater than the previous column of the row
   */
  public void add(int column, double value) {
    if (column < 0) {
      throw new IllegalArgumentException("column %d".formatted(column));
    }
    if (value == 0) {
      return;
    }
    if (stored > starts[rows] && indices[stored - 1] >= column) {
      throw new IllegalArgumentException(
          "column %d after %d".formatted(column, indices[stored - 1]));
    }
    if (stored == values.length) {
      int more = (int) Math.min(LARGEST_ARRAY, 2L * stored + 1);
      indices = Arrays.copyOf(indices, more);
      values = Arrays.copyOf(values, more);
    }
    last = Math.max(last, column);
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

  /** Discards the current row. */
  public void dropRow() {
    stored = starts[rows];
  }

  /** Adds a row of another matrix. */
  public void addRow(SparseRows other, int row) {
    for (int k = other.start(row); k < other.start(row + 1); k++) {
      add(other.column(k), other.value(k));
    }
    endRow();
  }

  /** Trims the arrays to the used size. */
  public void trim() {
    starts = starts.length == rows + 1 ? starts : Arrays.copyOf(starts, rows + 1);
    indices = indices.length == stored ? indices : Arrays.copyOf(indices, stored);
    values = values.length == stored ? values : Arrays.copyOf(values, stored);
  }

  /** Number of stored numbers. */
  public int stored() {
    return stored;
  }

  /**
   * Returns the finished rows as a matrix. The builder cannot be used afterwards.
   *
   * @throws IllegalArgumentException if a number lies beyond the last column
   */
  public SparseRows build(int columns) {
    if (last >= columns) {
      throw new IllegalArgumentException("column %d of %d".formatted(last, columns));
    }
    dropRow();
    trim();
    return new SparseRows(columns, starts, indices, values);
  }
}
