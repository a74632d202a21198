package io.sparkhessian.quantity.inputs;

/** Part of a symmetric matrix that a row of a result stores. */
public enum TriangleForm {
  /** The upper triangle, row by row; each row starts at the diagonal. */
  PACKED,
  /** The whole matrix, row by row. */
  FULL
}
