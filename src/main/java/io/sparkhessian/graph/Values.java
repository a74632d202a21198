package io.sparkhessian.graph;

import java.io.Serializable;
import java.util.Arrays;

/** An immutable row-major matrix, compared by content. */
public final class Values implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int rows;
  private final int columns;
  private final double[] numbers;

  private Values(int rows, int columns, double[] numbers) {
    this.rows = rows;
    this.columns = columns;
    this.numbers = numbers;
  }

  public static Values scalar(double number) {
    return new Values(1, 1, new double[] {number});
  }

  /** The matrix with these rows, all of one length. */
  public static Values of(double[][] rows) {
    if (rows.length == 0) {
      throw new TypeException("a matrix needs at least one row");
    }
    int columns = rows[0].length;
    double[] numbers = new double[rows.length * columns];
    for (int r = 0; r < rows.length; r++) {
      if (rows[r].length != columns) {
        throw new TypeException(
            "row %d has %d numbers, but row 0 has %d".formatted(r, rows[r].length, columns));
      }
      System.arraycopy(rows[r], 0, numbers, r * columns, columns);
    }
    return new Values(rows.length, columns, numbers);
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  public double get(int row, int column) {
    return numbers[row * columns + column];
  }

  /** A copy of the numbers, row by row. */
  public double[] toArray() {
    return numbers.clone();
  }

  /** Whether every element equals the number. */
  public boolean areAll(double number) {
    return Arrays.stream(numbers).allMatch(each -> each == number);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Values that
        && rows == that.rows
        && columns == that.columns
        && Arrays.equals(numbers, that.numbers);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + columns) + Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    return numbers.length == 1 ? Double.toString(numbers[0]) : "matrix " + rows + "×" + columns;
  }
}
