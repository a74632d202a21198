package io.sparkhessian.curvature.sites;

import io.sparkhessian.curvature.layout.Window;
import io.sparkhessian.linalg.View;
import org.ejml.data.DMatrixRMaj;

/**
 * The entries of a window of the Hessian.
 *
 * @param matrix rows × columns of the window
 */
public record RowBlock(DMatrixRMaj matrix, Window window) {
  /** A block of zeros. */
  public static RowBlock zeros(Window window) {
    return new RowBlock(new DMatrixRMaj(window.rows(), window.columns()), window);
  }

  int from() {
    return window.from();
  }

  int to() {
    return window.to();
  }

  double[] data() {
    return matrix.data;
  }

  /** Distance between rows. */
  int stride() {
    return matrix.numCols;
  }

  /** The entries of the rows from {@code row} on and the columns from {@code column} on. */
  View view(int row, int column, int rows, int columns) {
    return View.strided(data(), at(row, column), stride(), rows, columns);
  }

  int at(int row, int column) {
    return (row - window.from()) * matrix.numCols + column - window.start();
  }

  public void add(int row, int column, double value) {
    matrix.data[at(row, column)] += value;
  }

  /** Copies the entries above the diagonal to those below, because H is symmetric. */
  public void mirror() {
    if (window.atDiagonal()) {
      Mirror.square(matrix.data, 0, matrix.numCols, matrix.numRows);
    }
  }
}
