package io.sparkhessian.linalg;

import org.ejml.data.DMatrixRMaj;

/**
 * A matrix in part of an array. The array holds its rows, or those of its transpose, each
 * contiguous and one stride apart.
 *
 * @param offset index of the first element
 * @param stride distance between stored rows, at least their width
 * @param transposed whether the array holds the transpose
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record View(
    double[] array, int offset, int stride, int rows, int columns, boolean transposed) {
  public View {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException("negative size: %d × %d".formatted(rows, columns));
    }
  }

  /** A row-major matrix that starts at the first element of the array. */
  public static View of(double[] array, int rows, int columns) {
    return of(array, 0, rows, columns);
  }

  /** A row-major matrix whose rows follow each other without a gap. */
  public static View of(double[] array, int offset, int rows, int columns) {
    return new View(array, offset, columns, rows, columns, false);
  }

  /** A row-major matrix with rows one stride apart. */
  public static View strided(double[] array, int offset, int stride, int rows, int columns) {
    return new View(array, offset, stride, rows, columns, false);
  }

  public static View of(DMatrixRMaj matrix) {
    return of(matrix.data, matrix.numRows, matrix.numCols);
  }

  /** The transpose, in the same array. */
  public View transpose() {
    return new View(array, offset, stride, columns, rows, !transposed);
  }

  /** The rows {@code from} to {@code from + count − 1}. */
  public View rows(int from, int count) {
    return new View(array, offset + from * rowStep(), stride, count, columns, transposed);
  }

  /** The columns {@code from} to {@code from + count − 1}. */
  public View columns(int from, int count) {
    return new View(array, offset + from * columnStep(), stride, rows, count, transposed);
  }

  /** Distance between an element and the one below it. */
  int rowStep() {
    return transposed ? 1 : stride;
  }

  /** Distance between an element and the one to its right. */
  int columnStep() {
    return transposed ? stride : 1;
  }
}
