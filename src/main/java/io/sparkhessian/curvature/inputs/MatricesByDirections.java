package io.sparkhessian.curvature.inputs;

import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.autodiff.Tangent;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Hessians with respect to the features for any use of the features: one Hessian-vector product per
 * feature for all samples at once, because each sample's gradient depends only on its own features.
 */
public record MatricesByDirections(SampleFunction function, Graph products)
    implements InputFormFactory {
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

  /** The upper triangle, whose rows are the products. */
  @SuppressWarnings("ArrayRecordComponent") // called, never compared
  private record Upper(int[] columns, int features, PackedTriangle triangle) {
    Upper(int[] columns, int features) {
      this(columns, features, new PackedTriangle(columns.length));
    }

    /** Adds a row. Of a diagonal matrix, {@code value} holds only the diagonal. */
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
