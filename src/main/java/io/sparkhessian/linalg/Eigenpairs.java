package io.sparkhessian.linalg;

import java.io.Serializable;
import org.ejml.data.DMatrixRMaj;

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix.
 *
 * @param vectors one row per eigenvalue
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record Eigenpairs(double[] values, DMatrixRMaj vectors) implements Serializable {}
