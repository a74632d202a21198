package io.sparkhessian.curvature.inputs;

import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.autodiff.Tangent;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Hessians by the features whatever they go into: a Hessian-vector product a feature, the same for
 * all samples, as each sample's gradient depends on its own features alone.
 */
public record MatricesByDirections(SampleFunction function, Graph products) implements InputWay {
  private static final String PASS = "inputs";
  private static final String GRADIENT = Gradient.name(Leaf.SampleInput.FEATURES);

  public MatricesByDirections(SampleFunction function) {
    this(function, products(function));
  }

  /** The graph of Hessian-vector products. */
  static Graph products(SampleFunction function) {
    return Tangent.of(
        function.gradient(), PASS, List.of(Leaf.SampleInput.FEATURES), List.of(GRADIENT));
  }

  @Override
  public InputForm form() {
    return new FeatureSeeds(
        "input Hessians by directions",
        products,
        Tangent.name(PASS, GRADIENT),
        function,
        new Upper(function.columns(), function.features())::add);
  }

  /** The upper triangle that the products are rows of. */
  @SuppressWarnings("ArrayRecordComponent") // called, never compared
  private record Upper(int[] columns, int features, PackedTriangle triangle) {
    Upper(int[] columns, int features) {
      this(columns, features, new PackedTriangle(columns.length));
    }

    /** Of a diagonal matrix only the diagonal is handed to us. */
    void add(int row, DMatrixRMaj value, int at, double[] rows, int start) {
      int target = start + triangle.at(row, row);
      if (value.numCols < features) {
        rows[target] += value.data[at];
        return;
      }
      for (int c = row; c < columns.length; c++) {
        rows[target + c - row] += value.data[at * value.numCols + columns[c]];
      }
    }
  }
}
