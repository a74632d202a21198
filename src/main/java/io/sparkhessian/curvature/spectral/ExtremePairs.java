package io.sparkhessian.curvature.spectral;

import io.sparkhessian.linalg.Eigenpairs;
import java.io.Serializable;

/**
 * Extreme eigenvalues of an operator with their eigenvectors, the most extreme first.
 *
 * @param residuals ‖H v − λ v‖ / |λ|max of each, computed from H v itself
 * @param magnitude |λ|max, as far as the process has seen it
 * @param products Hessian-vector products that were taken
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record ExtremePairs(Eigenpairs pairs, double[] residuals, double magnitude, int products)
    implements Serializable {}
