package io.sparkhessian.job;

/**
 * An operator that is known by its products with vectors, and what is computed from it.
 *
 * @param empirical whether a Fisher matrix is that of the labels that there are
 */
public record OperatorSpec(OperatorKind of, boolean empirical, OperatorQuantity quantity) {}
