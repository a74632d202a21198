package io.sparkhessian.curvature.inputs;

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
import org.ejml.data.DMatrixRMaj;

/** One derivative per feature and sample by unit seeds, in blocks of neighbouring columns. */
final class FeatureSeeds implements InputForm {
  private final String title;
  private final Graph graph;
  private final String output;
  private final SampleFunction function;
  private final Target target;
  private final Program program;

  /** Receives derivatives. */
  @FunctionalInterface
  interface Target {
    /**
     * Adds a derivative to a row.
     *
     * @param direction index of the column
     * @param value matrix whose row {@code at} is the derivative
     * @param start offset of the sample's row in {@code rows}
     */
    void add(int direction, DMatrixRMaj value, int at, double[] rows, int start);
  }

  /**
   * @param output name of the output with the derivative, which is zero if the graph lacks the
   *     output
   */
  FeatureSeeds(String title, Graph graph, String output, SampleFunction function, Target target) {
    this.title = title;
    this.graph = graph;
    this.output = output;
    this.function = function;
    this.target = target;
    boolean zero = !graph.outputs().containsKey(output);
    this.program = Program.onChunk(graph, zero ? List.of() : List.of(output));
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Graph graph() {
    return graph;
  }

  @Override
  public int together() {
    return Grouping.CHUNK;
  }

  @Override
  public double flops() {
    return function.columns().length
        * FlopCount.perUnitAndSample(program, Leaf.SampleInput.FEATURES);
  }

  @Override
  public long bytes(int samples) {
    int n = Math.min(samples, together());
    return DirectionBlocks.bytes(program, function.features(), function.columns().length, n);
  }

  @Override
  public void fill(
      Evaluator evaluator, Samples samples, DMatrixRMaj rows, int first, DenseKernels dense) {
    evaluator.load(samples);
    int[] columns = function.columns();
    int n = samples.count();
    Arrays.fill(rows.data, first * rows.numCols, (first + n) * rows.numCols, 0);
    int most = DirectionBlocks.size(program, function.features(), n);
    int from = 0;
    while (from < columns.length && !program.outputs().isEmpty()) {
      int count = neighbours(columns, from, most);
      Directions along = new Directions.Units(Leaf.SampleInput.FEATURES, columns[from], count);
      var values = evaluator.evaluate(program, along);
      DMatrixRMaj value = values.get(output);
      for (int d = 0; d < count; d++) {
        for (int s = 0; s < n; s++) {
          target.add(from + d, value, d * n + s, rows.data, (first + s) * rows.numCols);
        }
      }
      evaluator.recycle(program, values);
      from += count;
    }
  }

  /**
   * Number of columns from {@code from} on, at most {@code most}, that are consecutive in the data.
   */
  private static int neighbours(int[] columns, int from, int most) {
    int count = 1;
    while (count < most
        && from + count < columns.length
        && columns[from + count] == columns[from] + count) {
      count++;
    }
    return count;
  }
}
