package io.sparkhessian.quantity.matrix;

/** How much of a matrix other than the Hessian is computed. */
public enum MatrixForm {
  /** All of it. */
  MATRIX,
  /** The blocks on its diagonal. */
  BLOCKS,
  /** Its diagonal alone. */
  DIAGONAL
}
