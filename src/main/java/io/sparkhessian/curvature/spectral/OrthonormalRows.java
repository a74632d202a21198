package io.sparkhessian.curvature.spectral;

import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.Rows;
import io.sparkhessian.linalg.View;
import org.ejml.data.DMatrixRMaj;

/** Orthonormal vectors, stored in the first rows of a matrix with space for more. */
final class OrthonormalRows {
  /** Relative size below which the rest of a vector is rounding. */
  static final double ROUNDING = 1e-12;

  private final DMatrixRMaj matrix;
  private final DenseKernels dense;
  private int count;

  OrthonormalRows(DMatrixRMaj matrix, int count, DenseKernels dense) {
    this.matrix = matrix;
    this.count = count;
    this.dense = dense;
  }

  OrthonormalRows(int capacity, int size, DenseKernels dense) {
    this(new DMatrixRMaj(capacity, size), 0, dense);
  }

  int count() {
    return count;
  }

  /** The vectors and the space after them. */
  DMatrixRMaj matrix() {
    return matrix;
  }

  /** A copy of consecutive vectors. */
  DMatrixRMaj rows(int from, int rows) {
    return Rows.copy(matrix, from, from + rows);
  }

  /**
   * Orthogonalises a vector against the rows, twice for full accuracy.
   *
   * @param vector index of a row of {@code vectors}
   * @return the vector's coefficients in terms of the rows
   */
  double[] remove(DMatrixRMaj vectors, int vector) {
    View row = View.of(vectors).rows(vector, 1);
    View basis = View.of(matrix).rows(0, count);
    double[] total = new double[count];
    double[] part = new double[count];
    View coefficients = View.of(part, 1, count);
    for (int pass = 0; pass < 2 && count > 0; pass++) {
      dense.multiply(row, basis.transpose(), 0, coefficients);
      for (int i = 0; i < count; i++) {
        total[i] += part[i];
        part[i] = -part[i];
      }
      dense.multiply(coefficients, basis, 1, row);
    }
    return total;
  }

  /** Adds a vector orthogonal to all rows, divided by its norm. */
  void add(DMatrixRMaj vectors, int vector, double norm) {
    int size = matrix.numCols;
    for (int i = 0; i < size; i++) {
      matrix.data[count * size + i] = vectors.data[vector * size + i] / norm;
    }
    count++;
  }

  /**
   * Adds the component of a vector orthogonal to the rows; returns false if the component is only
   * rounding.
   */
  boolean addRest(DMatrixRMaj vectors, int vector) {
    double before = Rows.norm(vectors, vector);
    remove(vectors, vector);
    double rest = Rows.norm(vectors, vector);
    if (count == matrix.numCols || rest <= ROUNDING * before) {
      return false;
    }
    add(vectors, vector, rest);
    return true;
  }
}
