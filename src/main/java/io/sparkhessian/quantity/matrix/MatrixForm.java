package io.sparkhessian.quantity.matrix;

/** Computed part of a matrix other than the Hessian: the key {@code form}. */
public enum MatrixForm {
  /** The whole matrix. */
  MATRIX,
  /** The diagonal blocks. */
  BLOCKS,
  /** The diagonal. */
  DIAGONAL
}
