package io.sparkhessian.curvature.inputs;

import io.sparkhessian.autodiff.Taylor;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import java.util.List;

/**
 * Traces of Hessians with respect to the features by one second directional derivative per feature,
 * in forward mode.
 */
public record LaplaciansByDirections(SampleFunction function, Graph passes)
    implements InputFormFactory {
  private static final String PASS = "inputs";

  public LaplaciansByDirections(SampleFunction function) {
    this(
        function,
        Taylor.of(
            function.graph(),
            PASS,
            List.of(Leaf.SampleInput.FEATURES),
            List.of(SampleFunction.VALUE)));
  }

  @Override
  public InputForm form() {
    return new FeatureSeeds(
        "input Laplacians by Taylor passes",
        passes,
        Taylor.name(PASS, SampleFunction.VALUE),
        function,
        (direction, value, at, rows, start) -> rows[start] += value.data[at]);
  }
}
