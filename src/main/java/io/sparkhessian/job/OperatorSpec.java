package io.sparkhessian.job;

/**
 * An operator that is known by its products with vectors, and what is computed from it.
 *
 * @param empirical whether a Fisher matrix is that of the labels that there are
 */
public record OperatorSpec(OperatorKind of, boolean empirical, OperatorQuantity quantity) {
  /** What the matrix is called. */
  public String matrix() {
    return switch (of) {
      case HESSIAN -> "Hessian";
      case GAUSS_NEWTON -> "generalised Gauss-Newton matrix";
      case FISHER -> (empirical ? "empirical" : "true") + " Fisher matrix";
    };
  }
}
