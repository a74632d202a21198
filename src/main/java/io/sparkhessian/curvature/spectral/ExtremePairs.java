package io.sparkhessian.curvature.spectral;

import io.sparkhessian.linalg.Eigenpairs;
import java.io.Serializable;

/**
 * Extreme eigenvalues of an operator with their eigenvectors, the most extreme first.
 *
 * @param residuals ‖H v − λ v‖ / |λ|max of each pair, computed from H v
 * @param magnitude estimate of |λ|max
 * @param products number of Hessian-vector products
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record ExtremePairs(Eigenpairs pairs, double[] residuals, double magnitude, int products)
    implements Serializable {}
