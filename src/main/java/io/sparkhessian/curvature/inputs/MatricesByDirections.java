package io.sparkhessian.curvature.inputs;

import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.autodiff.Tangent;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.linalg.DenseKernels;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Hessians by the features whatever they go into: a Hessian-vector product a feature, the same for
 * all samples, as each sample's gradient depends on its own features alone.
 */
public final class MatricesByDirections implements InputForm {
  private static final String PASS = "inputs";
  private static final String GRADIENT = Gradient.name(Leaf.SampleInput.FEATURES);

  private final int[] columns;
  private final PackedTriangle triangle;
  private final FeatureSeeds seeds;

  public MatricesByDirections(SampleFunction function) {
    this.columns = function.columns();
    this.triangle = new PackedTriangle(columns.length);
    this.seeds =
        new FeatureSeeds(
            graph(function), Tangent.name(PASS, GRADIENT), function.features(), columns);
  }

  private static Graph graph(SampleFunction function) {
    List<String> features = List.of(Leaf.SampleInput.FEATURES);
    return Tangent.of(function.gradient(), PASS, features, List.of(GRADIENT));
  }

  @Override
  public String title() {
    return "input Hessians by directions";
  }

  @Override
  public Graph graph() {
    return seeds.graph();
  }

  @Override
  public int together() {
    return seeds.together();
  }

  @Override
  public double flops() {
    return seeds.flops();
  }

  @Override
  public long bytes(int samples) {
    return seeds.bytes(samples);
  }

  @Override
  public void fill(
      Evaluator evaluator, Samples samples, DMatrixRMaj rows, int first, DenseKernels dense) {
    evaluator.load(samples);
    int n = samples.count();
    seeds.forEach(
        evaluator,
        n,
        (from, count, value) -> {
          for (int d = 0; d < count; d++) {
            for (int s = 0; s < n; s++) {
              int target = (first + s) * rows.numCols + triangle.at(from + d, from + d);
              place(value, d * n + s, from + d, rows.data, target);
            }
          }
        });
  }

  /**
   * A row of the matrix from the diagonal on; of a diagonal one only the diagonal is handed to us.
   */
  private void place(DMatrixRMaj value, int at, int row, double[] rows, int target) {
    boolean own = value.numCols < seeds.features();
    if (own) {
      rows[target] = value.data[at];
      return;
    }
    for (int c = row; c < columns.length; c++) {
      rows[target + c - row] = value.data[at * value.numCols + columns[c]];
    }
  }
}
