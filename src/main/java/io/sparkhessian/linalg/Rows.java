package io.sparkhessian.linalg;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Rows of matrices as vectors. */
public final class Rows {
  /** Below this sum of squares, underflow may have lost terms. */
  private static final double LEAST_SQUARE = 1e-280;

  private Rows() {}

  /** A copy of a row. */
  public static double[] copy(DMatrixRMaj matrix, int row) {
    return Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
  }

  /** A copy of the rows {@code from} to {@code to − 1}. */
  public static DMatrixRMaj copy(DMatrixRMaj matrix, int from, int to) {
    int width = matrix.numCols;
    double[] rows = Arrays.copyOfRange(matrix.data, from * width, to * width);
    return DMatrixRMaj.wrap(to - from, width, rows);
  }

  /** The Euclidean norm of a row, even if the squares overflow or underflow. */
  public static double norm(DMatrixRMaj matrix, int row) {
    double square = dot(matrix, row, matrix, row);
    boolean accurate = square > LEAST_SQUARE && square < Double.POSITIVE_INFINITY;
    int from = row * matrix.numCols;
    return accurate ? Math.sqrt(square) : Norm.of(matrix.data, from, from + matrix.numCols);
  }

  /** The inner product of a row with a row of another matrix. */
  public static double dot(DMatrixRMaj left, int l, DMatrixRMaj right, int r) {
    int size = left.numCols;
    double even = 0;
    double odd = 0; // two sums that the processor adds in parallel
    for (int i = 0; i + 1 < size; i += 2) {
      even += left.data[l * size + i] * right.data[r * size + i];
      odd += left.data[l * size + i + 1] * right.data[r * size + i + 1];
    }
    if (size % 2 == 1) {
      even += left.data[l * size + size - 1] * right.data[r * size + size - 1];
    }
    return even + odd;
  }
}
