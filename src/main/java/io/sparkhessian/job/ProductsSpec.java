package io.sparkhessian.job;

/** Products with the vectors of a file, of which there is nothing more to say. */
public record ProductsSpec() implements OperatorQuantity {}
