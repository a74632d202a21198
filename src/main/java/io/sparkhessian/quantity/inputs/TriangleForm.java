package io.sparkhessian.quantity.inputs;

/** How much of a symmetric matrix a row of a result holds. */
public enum TriangleForm {
  /** The upper triangle, row after row, each from the diagonal on. */
  PACKED,
  /** All of it, row after row. */
  FULL
}
