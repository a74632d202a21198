package io.sparkhessian.curvature.inputs;

import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.FlopCount;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.linalg.DenseKernels;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * The function's value and its gradient with respect to the features; a row holds the value, then
 * one derivative per column.
 */
public final class Gradients implements InputForm {
  private static final String GRADIENT = Gradient.name(Leaf.SampleInput.FEATURES);

  private final Graph graph;
  private final int[] columns;
  private final Program program;

  private Gradients(Graph graph, int[] columns) {
    this.graph = graph;
    this.columns = columns;
    boolean zero = columns.length == 0 || !graph.outputs().containsKey(GRADIENT);
    this.program =
        Program.onChunk(
            graph, zero ? List.of(SampleFunction.VALUE) : List.of(SampleFunction.VALUE, GRADIENT));
  }

  /** Value and gradient. */
  public static InputFormFactory of(SampleFunction function) {
    Graph graph = function.gradient();
    return () -> new Gradients(graph, function.columns());
  }

  /** The value only. */
  public static InputFormFactory valuesOf(SampleFunction function) {
    return () -> new Gradients(function.graph(), new int[0]);
  }

  @Override
  public String title() {
    return columns.length == 0 ? "values" : "input gradients";
  }

  @Override
  public Graph graph() {
    return graph;
  }

  @Override
  public double flops() {
    return FlopCount.ofValuesPerSample(program);
  }

  @Override
  public int together() {
    return Grouping.CHUNK;
  }

  @Override
  public long bytes(int samples) {
    return Math.min(samples, together()) * FlopCount.valueBytesPerSample(program);
  }

  @Override
  public void fill(
      Evaluator evaluator, Samples samples, DMatrixRMaj rows, int first, DenseKernels dense) {
    evaluator.load(samples);
    Map<String, DMatrixRMaj> values = evaluator.evaluate(program, Directions.none());
    DMatrixRMaj value = values.get(SampleFunction.VALUE);
    DMatrixRMaj gradient = values.get(GRADIENT);
    for (int s = 0; s < samples.count(); s++) {
      int start = (first + s) * rows.numCols;
      rows.data[start] = value.data[s];
      for (int c = 0; c < columns.length; c++) {
        double own = gradient == null ? 0 : gradient.data[s * gradient.numCols + columns[c]];
        rows.data[start + 1 + c] = own;
      }
    }
    evaluator.recycle(program, values);
  }
}
