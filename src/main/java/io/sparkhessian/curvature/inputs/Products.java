package io.sparkhessian.curvature.inputs;

import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.autodiff.Tangent;
import io.sparkhessian.curvature.layout.DirectionBlocks;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.FlopCount;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.linalg.DenseKernels;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * Products of each sample's Hessian with respect to the features and one vector, by one tangent
 * pass.
 */
public final class Products implements InputForm {
  private static final String PASS = "inputs";
  private static final String GRADIENT = Gradient.name(Leaf.SampleInput.FEATURES);
  private static final String PRODUCT = Tangent.name(PASS, GRADIENT);

  private final SampleFunction function;
  private final Graph graph;
  private final double[] direction;
  private final Program program;

  private Products(SampleFunction function, Graph graph, double[] vector) {
    this.function = function;
    this.graph = graph;
    this.direction = new double[function.features()];
    for (int c = 0; c < vector.length; c++) {
      direction[function.columns()[c]] = vector[c];
    }
    boolean zero = !graph.outputs().containsKey(PRODUCT);
    this.program = Program.onChunk(graph, zero ? List.of() : List.of(PRODUCT));
  }

  /**
   * Products with a vector.
   *
   * @param vector one element per column
   */
  public static InputFormFactory with(SampleFunction function, double[] vector) {
    Graph graph = MatricesByDirections.products(function);
    double[] own = vector.clone();
    return () -> new Products(function, graph, own);
  }

  @Override
  public String title() {
    return "input Hessian-vector products";
  }

  @Override
  public Graph graph() {
    return graph;
  }

  @Override
  public double flops() {
    return FlopCount.perDirectionAndSample(program);
  }

  @Override
  public int together() {
    return Grouping.CHUNK;
  }

  @Override
  public long bytes(int samples) {
    int n = Math.min(samples, together());
    return DirectionBlocks.bytes(program, n * function.features(), 1, n);
  }

  @Override
  public void fill(
      Evaluator evaluator, Samples samples, DMatrixRMaj rows, int first, DenseKernels dense) {
    int n = samples.count();
    if (program.outputs().isEmpty()) {
      Arrays.fill(rows.data, first * rows.numCols, (first + n) * rows.numCols, 0);
      return;
    }
    evaluator.load(samples);
    DMatrixRMaj along = new DMatrixRMaj(n, direction.length);
    for (int s = 0; s < n; s++) {
      System.arraycopy(direction, 0, along.data, s * direction.length, direction.length);
    }
    Map<String, DMatrixRMaj> values =
        evaluator.evaluate(
            program, new Directions.Dense(1, Map.of(Leaf.SampleInput.FEATURES, along)));
    DMatrixRMaj product = values.get(PRODUCT);
    int[] columns = function.columns();
    for (int s = 0; s < n; s++) {
      for (int c = 0; c < columns.length; c++) {
        rows.data[(first + s) * rows.numCols + c] = product.data[s * product.numCols + columns[c]];
      }
    }
    evaluator.recycle(program, values);
  }
}
