package io.sparkhessian.quantity;

/** Curvature matrix of a product, spectrum, trace or linear system. */
public enum OperatorKind {
  HESSIAN,
  /** The generalised Gauss-Newton matrix. */
  GAUSS_NEWTON,
  /** The Fisher information matrix, true or empirical. */
  FISHER
}
