package io.sparkhessian.curvature.inputs;

import io.sparkhessian.curvature.DirectionBlocks;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.FlopCount;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** A derivative along each of some features, block by block of neighbours. */
final class FeatureSeeds {
  private final Graph graph;
  private final String output;
  private final int features;
  private final int[] columns;
  private final Program program;

  /** Takes the derivatives along the features {@code columns[from]} and the next ones. */
  @FunctionalInterface
  interface Block {
    void accept(int from, int count, DMatrixRMaj value);
  }

  /**
   * @param output of the graph that holds the derivative; it is zero where there is none
   */
  FeatureSeeds(Graph graph, String output, int features, int[] columns) {
    this.graph = graph;
    this.output = output;
    this.features = features;
    this.columns = columns;
    boolean zero = !graph.outputs().containsKey(output);
    this.program = Program.onChunk(graph, zero ? List.of() : List.of(output));
  }

  Graph graph() {
    return graph;
  }

  /** d. */
  int features() {
    return features;
  }

  int together() {
    return Grouping.CHUNK;
  }

  double flops() {
    return columns.length * FlopCount.perUnitAndSample(program, Leaf.SampleInput.FEATURES);
  }

  long bytes(int samples) {
    int n = Math.min(samples, together());
    return DirectionBlocks.bytes(program, features, columns.length, n);
  }

  void forEach(Evaluator evaluator, int samples, Block block) {
    int most = DirectionBlocks.size(program, features, samples);
    int from = 0;
    while (from < columns.length && !program.outputs().isEmpty()) {
      int count = neighbours(from, most);
      Directions along = new Directions.Units(Leaf.SampleInput.FEATURES, columns[from], count);
      var values = evaluator.evaluate(program, along);
      block.accept(from, count, values.get(output));
      evaluator.recycle(program, values);
      from += count;
    }
  }

  /** How many columns from here on follow each other in the data, at most so many. */
  private int neighbours(int from, int most) {
    int count = 1;
    while (count < most
        && from + count < columns.length
        && columns[from + count] == columns[from] + count) {
      count++;
    }
    return count;
  }
}
