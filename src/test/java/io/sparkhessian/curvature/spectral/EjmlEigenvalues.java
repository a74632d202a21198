package io.sparkhessian.curvature.spectral;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Eigenvalues by EJML's symmetric QR. */
final class EjmlEigenvalues {
  private EjmlEigenvalues() {}

  static double[] ascending(DMatrixRMaj symmetric) {
    EigenDecomposition_F64<DMatrixRMaj> decomposition =
        DecompositionFactory_DDRM.eig(symmetric.numRows, false, true);
    if (!decomposition.decompose(symmetric.copy())) {
      throw new IllegalStateException("EJML finds no eigenvalues");
    }
    return IntStream.range(0, symmetric.numRows)
        .mapToDouble(i -> decomposition.getEigenvalue(i).getReal())
        .sorted()
        .toArray();
  }
}
