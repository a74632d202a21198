package io.sparkhessian.curvature.inputs;

import io.sparkhessian.autodiff.Taylor;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.linalg.DenseKernels;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Traces of Hessians by the features: a second directional derivative a feature, forward only. */
public final class LaplaciansByDirections implements InputForm {
  private static final String PASS = "inputs";

  private final FeatureSeeds seeds;

  public LaplaciansByDirections(SampleFunction function) {
    Graph graph =
        Taylor.of(
            function.graph(),
            PASS,
            List.of(Leaf.SampleInput.FEATURES),
            List.of(SampleFunction.VALUE));
    String output = Taylor.name(PASS, SampleFunction.VALUE);
    this.seeds = new FeatureSeeds(graph, output, function.features(), function.columns());
  }

  @Override
  public String title() {
    return "input Laplacians by Taylor passes";
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
              rows.data[first + s] += value.data[d * n + s];
            }
          }
        });
  }
}
