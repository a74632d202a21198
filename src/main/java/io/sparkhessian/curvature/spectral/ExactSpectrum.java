package io.sparkhessian.curvature.spectral;

import io.sparkhessian.Failure;
import io.sparkhessian.linalg.Eigenpairs;
import io.sparkhessian.linalg.Eigensolver;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/**
 * All eigenvalues of a symmetric matrix in memory, or some of them with eigenvectors. Every
 * computation overwrites the matrix.
 */
public record ExactSpectrum(Eigensolver eigensolver) {

  /** Bytes needed, including the matrix; some eigenvectors need as much memory as all. */
  public static long bytes(int size, boolean vectors) {
    return Eigensolver.bytes(size, vectors);
  }

  /**
   * Rejects a matrix that does not fit an array.
   *
   * @throws Failure of kind refused if the matrix is too large
   */
  public static void refuseTooLarge(int size) {
    if (size > Eigensolver.largest()) {
      throw Failure.refused(
          "all eigenvalues of %d parameters: a matrix can have at most %d rows; ask for extreme"
                  .formatted(size, Eigensolver.largest())
              + " eigenvalues or for the density");
    }
  }

  /** All eigenvalues, ascending. */
  public double[] values(DMatrixRMaj symmetric) {
    refuseNonFinite(symmetric);
    return eigensolver.values(symmetric);
  }

  /** The pairs {@code from} to {@code to − 1} in ascending order of the eigenvalues. */
  public Eigenpairs pairs(DMatrixRMaj symmetric, int from, int to) {
    refuseNonFinite(symmetric);
    return eigensolver.pairs(symmetric, from, to);
  }

  private static void refuseNonFinite(DMatrixRMaj symmetric) { // LAPACK might not terminate
    if (MatrixFeatures_DDRM.hasUncountable(symmetric)) {
      throw Failure.numbers(
          "the matrix has an entry that is NaN or infinite, so it has no eigenvalues; look for an"
              + " overflow at these parameters and data");
    }
  }
}
