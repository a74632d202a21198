package io.sparkhessian.quantity;

/** The matrix of second derivatives whose products, spectrum, trace or solutions are wanted. */
public enum OperatorKind {
  HESSIAN,
  /** The generalised Gauss-Newton matrix. */
  GAUSS_NEWTON,
  /** The Fisher information, by the model's own distribution or of the labels that there are. */
  FISHER
}
