package io.sparkhessian.curvature;

import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import org.ejml.data.DMatrixRMaj;

/**
 * Hessians by the features as central differences of the gradient of each sample: an oracle that
 * shares no tangent with what it checks.
 */
public final class InputDifferences {
  /** About ε^(1/3), where what is cut off and rounding are alike. */
  private static final double STEP = 6e-6;

  private InputDifferences() {}

  /** All of the matrix of each sample, row after row. */
  public static DMatrixRMaj of(InputFunction function, Samples samples, DenseKernels dense) {
    SampleRows gradients = InputDerivative.gradient(function).rows(dense);
    int[] columns = function.columns();
    int edge = columns.length;
    int n = samples.count();
    DMatrixRMaj matrices = new DMatrixRMaj(n, edge * edge);
    for (int c = 0; c < edge; c++) {
      double[] steps = new double[n];
      for (int s = 0; s < n; s++) {
        steps[s] = STEP * Math.max(1, Math.abs(samples.dense().get(s, columns[c])));
      }
      DMatrixRMaj up = gradients.of(moved(samples, columns[c], steps, 1), 0);
      DMatrixRMaj down = gradients.of(moved(samples, columns[c], steps, -1), 0);
      for (int s = 0; s < n; s++) {
        for (int r = 0; r < edge; r++) {
          double difference = (up.get(s, r + 1) - down.get(s, r + 1)) / (2 * steps[s]);
          matrices.set(s, r * edge + c, difference);
        }
      }
    }
    return matrices;
  }

  private static Samples moved(Samples samples, int column, double[] steps, int sign) {
    DMatrixRMaj features = samples.dense().copy();
    for (int s = 0; s < features.numRows; s++) {
      features.add(s, column, sign * steps[s]);
    }
    return new Samples(features, samples.labels(), samples.weights());
  }
}
