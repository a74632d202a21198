package io.sparkhessian.curvature.spectral;

import java.io.Serializable;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Where {@link Lanczos} stands between two products; what goes on from it has the same bits as if
 * it had never stopped.
 *
 * <p>The operator projected on the basis has the alphas in its diagonal. The first {@code kept}
 * vectors are Ritz vectors of an earlier basis: beta {@code i} stands between vector {@code i} and
 * vector {@code kept} for these, and between vectors {@code i} and {@code i + 1} for the others.
 *
 * @param seed of all random vectors
 * @param randoms random vectors that have been used
 * @param step products that have been taken
 * @param kept Ritz vectors at the beginning of the basis
 * @param alphas one for each vector that has been multiplied
 * @param betas as many; the last one belongs to the vector that is to be multiplied next
 * @param vectors vectors in the basis: one more than alphas, or as many when they span the space
 * @param basis orthonormal rows, and room for more
 * @param found the eigenvalues that a new random vector is to confirm; empty before
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

  /** Vectors that have been multiplied, or are Ritz vectors: the projected operator's size. */
  int projected() {
    return alphas.length;
  }

  /** Whether the vectors span an invariant space with which nothing is coupled. */
  boolean spansAll() {
    return vectors == projected() && vectors > 0;
  }

  /** The operator on the vectors that have been multiplied. */
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

  /** The largest number in the projection: the scale of what is rounding. */
  double scale() {
    double largest = 0;
    for (int i = 0; i < projected(); i++) {
      largest = Math.max(largest, Math.max(Math.abs(alphas[i]), Math.abs(betas[i])));
    }
    return largest;
  }

  /** After a product; the vectors of the basis behind the old ones are written over. */
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
