package io.sparkhessian.curvature.spectral;

import java.io.Serializable;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The state of {@link Lanczos} between two products. A run resumed from it has the same bits as an
 * uninterrupted one.
 *
 * <p>The alphas are the diagonal of the operator projected on the basis. The first {@code kept}
 * vectors are Ritz vectors of an earlier basis: for these, beta {@code i} couples the vectors
 * {@code i} and {@code kept}, for all others the vectors {@code i} and {@code i + 1}.
 *
 * @param seed seed of all random vectors
 * @param randoms number of random vectors used
 * @param step number of products
 * @param kept number of Ritz vectors at the start of the basis
 * @param alphas one per multiplied vector
 * @param betas one per multiplied vector; the last one couples the vector to multiply next
 * @param vectors number of vectors in the basis: one more than alphas, or as many if the vectors
 *     span an invariant space
 * @param basis orthonormal rows and space for more
 * @param found the eigenvalues to confirm by a new random vector; empty before
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record LanczosState(
    long seed,
    int randoms,
    int step,
    int kept,
    double[] alphas,
    double[] betas,
    int vectors,
    DMatrixRMaj basis,
    double[] found)
    implements Serializable {

  /** The state before the first product. */
  static LanczosState start(long seed, int capacity, int size) {
    DMatrixRMaj basis = new DMatrixRMaj(capacity, size);
    return new LanczosState(seed, 0, 0, 0, new double[0], new double[0], 0, basis, new double[0]);
  }

  /** Size of the projected operator: the number of multiplied vectors and Ritz vectors. */
  int projected() {
    return alphas.length;
  }

  /** Whether the vectors span an invariant space. */
  boolean spansAll() {
    return vectors == projected() && vectors > 0;
  }

  /** The operator projected on the multiplied vectors. */
  DMatrixRMaj projection() {
    int n = projected();
    DMatrixRMaj projection = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      projection.set(i, i, alphas[i]);
      int neighbour = i < kept ? kept : i + 1;
      if (neighbour < n) {
        projection.set(i, neighbour, betas[i]);
        projection.set(neighbour, i, betas[i]);
      }
    }
    return projection;
  }

  /** Largest absolute value in the projection, the scale for rounding errors. */
  double scale() {
    double largest = 0;
    for (int i = 0; i < projected(); i++) {
      largest = Math.max(largest, Math.max(Math.abs(alphas[i]), Math.abs(betas[i])));
    }
    return largest;
  }

  /** The state after a product, which shares and extends the basis. */
  LanczosState next(double alpha, double beta, int vectors, int randoms) {
    return new LanczosState(
        seed,
        randoms,
        step + 1,
        kept,
        append(alphas, alpha),
        append(betas, beta),
        vectors,
        basis,
        found);
  }

  private static double[] append(double[] numbers, double last) {
    double[] more = Arrays.copyOf(numbers, numbers.length + 1);
    more[numbers.length] = last;
    return more;
  }
}
