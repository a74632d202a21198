package io.sparkhessian.quantity.spectrum;

import org.ejml.data.DMatrixRMaj;

/**
 * Computed eigenvalues of a matrix, some with eigenvectors.
 *
 * @param method description of the method
 * @param values eigenvalues, ascending
 * @param paired indices of the eigenvalues with eigenvectors, ascending
 * @param vectors eigenvectors, one per row
 * @param residuals relative residuals ‖H v − λ v‖ / |λ|max of the pairs
 * @param magnitude largest |λ| found
 * @param products number of products
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Eigenvalues(
    String method,
    double[] values,
    int[] paired,
    DMatrixRMaj vectors,
    double[] residuals,
    double magnitude,
    int products) {}
