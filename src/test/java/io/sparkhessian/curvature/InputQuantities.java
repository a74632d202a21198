package io.sparkhessian.curvature;

import io.sparkhessian.curvature.inputs.PackedTriangle;
import io.sparkhessian.evaluate.Samples;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Rows per sample for tests. */
final class InputQuantities {
  private InputQuantities() {}

  /** The rows of all chunks. */
  static DMatrixRMaj all(SampleRows rows, List<Samples> chunks) {
    int count = chunks.stream().mapToInt(Samples::count).sum();
    DMatrixRMaj all = new DMatrixRMaj(count, rows.width());
    int first = 0;
    for (Samples chunk : chunks) {
      CommonOps_DDRM.insert(rows.of(chunk, first), all, first, 0);
      first += chunk.count();
    }
    return all;
  }

  /** Σ H[i,i] of a packed matrix. */
  static double trace(double[] packed, int edge) {
    PackedTriangle triangle = new PackedTriangle(edge);
    double trace = 0;
    for (int i = 0; i < edge; i++) {
      trace += packed[triangle.at(i, i)];
    }
    return trace;
  }
}
