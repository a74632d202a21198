package io.sparkhessian.job;

/**
 * Of a matrix other than the Hessian, what is computed.
 *
 * @param empirical whether a Fisher matrix is that of the labels that there are
 */
public record CurvatureSpec(MatrixForm form, boolean empirical) {}
