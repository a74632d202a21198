package io.sparkhessian.curvature;

import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import org.ejml.data.DMatrixRMaj;

/**
 * Hessians with respect to the features by central differences of each sample's gradient, an oracle
 * without tangents.
 */
public final class InputDifferences {
  /** About ε^(1/3), which balances truncation and rounding errors. */
  private static final double STEP = 6e-6;

  private final Samples samples;
  private final int[] columns;
  private final SampleRows gradients;

  public InputDifferences(InputFunction function, Samples samples, DenseKernels dense) {
    this.samples = samples;
    this.columns = function.columns();
    this.gradients = InputDerivative.gradient(function).rows(dense);
  }

  /** The whole matrix of each sample in row-major order. */
  public static DMatrixRMaj of(InputFunction function, Samples samples, DenseKernels dense) {
    InputDifferences differences = new InputDifferences(function, samples, dense);
    int edge = differences.columns.length;
    DMatrixRMaj matrices = new DMatrixRMaj(samples.count(), edge * edge);
    for (int c = 0; c < edge; c++) {
      DMatrixRMaj column = differences.column(c, 1);
      for (int s = 0; s < samples.count(); s++) {
        for (int r = 0; r < edge; r++) {
          matrices.set(s, r * edge + c, column.get(s, r));
        }
      }
    }
    return matrices;
  }

  /** The gradients with respect to the selected features, n × k. */
  public DMatrixRMaj gradients() {
    return withoutValues(gradients.of(samples, 0));
  }

  /** The default step of a sample along a feature. */
  public double step(int sample, int column) {
    return STEP * Math.max(1, Math.abs(samples.dense().get(sample, columns[column])));
  }

  /**
   * A column of the matrix of each sample, n × k.
   *
   * @param part fraction of the default step
   */
  public DMatrixRMaj column(int column, double part) {
    DMatrixRMaj up = withoutValues(gradients.of(moved(column, part), 0));
    DMatrixRMaj down = withoutValues(gradients.of(moved(column, -part), 0));
    for (int s = 0; s < up.numRows; s++) {
      double across = 2 * part * step(s, column);
      for (int r = 0; r < up.numCols; r++) {
        up.set(s, r, (up.get(s, r) - down.get(s, r)) / across);
      }
    }
    return up;
  }

  private static DMatrixRMaj withoutValues(DMatrixRMaj rows) {
    DMatrixRMaj gradients = new DMatrixRMaj(rows.numRows, rows.numCols - 1);
    for (int s = 0; s < rows.numRows; s++) {
      System.arraycopy(
          rows.data,
          s * rows.numCols + 1,
          gradients.data,
          s * gradients.numCols,
          gradients.numCols);
    }
    return gradients;
  }

  private Samples moved(int column, double part) {
    DMatrixRMaj features = samples.dense().copy();
    for (int s = 0; s < features.numRows; s++) {
      features.add(s, columns[column], part * step(s, column));
    }
    return samples.withFeatures(features);
  }
}
