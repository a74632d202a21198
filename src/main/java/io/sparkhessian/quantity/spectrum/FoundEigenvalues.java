package io.sparkhessian.quantity.spectrum;

import org.ejml.data.DMatrixRMaj;

/**
 * Eigenvalues of a matrix, and the eigenvectors of some of them.
 *
 * @param method in words: how they were found
 * @param values ascending
 * @param paired numbers of those with eigenvectors, ascending
 * @param vectors a row each of these
 * @param residuals of these, ‖H v − λ v‖ / |λ|max
 * @param magnitude |λ|max, as far as it was seen
 * @param products that were taken
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FoundEigenvalues(
    String method,
    double[] values,
    int[] paired,
    DMatrixRMaj vectors,
    double[] residuals,
    double magnitude,
    int products) {}
