package io.sparkhessian.linalg;

import java.io.Serializable;
import org.ejml.data.DMatrixRMaj;

/**
 * Eigenvalues of a symmetric matrix and their eigenvectors, orthonormal.
 *
 * @param vectors a row each
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record Eigenpairs(double[] values, DMatrixRMaj vectors) implements Serializable {}
