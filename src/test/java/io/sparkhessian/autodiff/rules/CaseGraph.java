package io.sparkhessian.autodiff.rules;

import io.sparkhessian.autodiff.rules.OpCase.Operand;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.evaluate.Sums;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The operation of a case in a nonlinear context: each operand is a nonlinear function of a
 * parameter, and three outputs use the result.
 */
final class CaseGraph {
  /** z, or Σ w z for a per-sample z. */
  static final String OUT = "out";

  /** ⟨u, out⟩ for a fixed u. */
  static final String LINEAR = "linear";

  /**
   * ⟨u, z⟩ + ½‖z‖², or its sum Σ w, whose cotangents depend on the parameters; without the square
   * if z is a sum.
   */
  static final String CURVED = "curved";

  private static final int SAMPLES = 4;
  private static final int CHUNK = 3;
  private static final int WIDTH = 3;
  private static final DenseKernels DENSE = Kernels.of(KernelChoice.JAVA);

  final Graph graph;
  final DMatrixRMaj u;
  final List<String> leaves = new ArrayList<>();
  final Map<String, DMatrixRMaj> parameters = new LinkedHashMap<>();
  private final Samples samples;

  CaseGraph(OpCase row, Random random) {
    int width = WIDTH * row.operands().size();
    samples = Matrices.samples(random, Matrices.uniform(random, 0.7, 1.3, SAMPLES, width), WIDTH);
    GraphBuilder g = new GraphBuilder();
    List<Node> operands = new ArrayList<>();
    for (int i = 0; i < row.operands().size(); i++) {
      operands.add(operand(g, row.operands().get(i), i, width, random));
    }
    Node z = row.build().on(g, operands);
    Node out = z.type().perSample() ? g.sumOverSamples(z) : z;
    u = Matrices.normal(random, z.type().rows(), z.type().columns());
    Node fixed = g.constant(rows(u));
    Node loss = g.sum(g.multiply(fixed, z));
    if (!z.isSumOverSamples()) {
      loss = g.add(loss, g.multiply(0.5, g.squaredNorm(z)));
    }
    Map<String, Node> outputs = new LinkedHashMap<>();
    outputs.put(OUT, out);
    outputs.put(LINEAR, g.sum(g.multiply(fixed, out)));
    outputs.put(CURVED, z.type().perSample() ? g.sumOverSamples(loss) : loss);
    g.parameters().forEach(p -> outputs.put(((Leaf) p.op()).name(), p));
    graph = Graph.of(outputs);
  }

  /** p + p²/4, multiplied by the features for a per-sample operand. */
  private Node operand(GraphBuilder g, Operand operand, int index, int width, Random random) {
    int rows = operand.type().rows();
    int columns = operand.type().columns();
    String name = "p" + index;
    leaves.add(name);
    parameters.put(name, Matrices.uniform(random, operand.low(), operand.high(), rows, columns));
    Node p = g.parameter(name, rows, columns);
    Node curve = g.add(p, g.multiply(0.25, g.multiply(p, p)));
    int from = index * WIDTH;
    return operand.type().perSample()
        ? g.multiply(g.columns(g.features(width), from, from + columns), curve)
        : curve;
  }

  /** The parameters, moved by step · direction number d. */
  Map<String, DMatrixRMaj> moved(double step, Map<String, DMatrixRMaj> directions, int d) {
    Map<String, DMatrixRMaj> moved = new HashMap<>(parameters);
    directions.forEach(
        (name, all) -> {
          DMatrixRMaj there = parameters.get(name).copy();
          int size = there.getNumElements();
          for (int e = 0; e < size; e++) {
            there.data[e] += step * all.data[d * size + e];
          }
          moved.put(name, there);
        });
    return moved;
  }

  /** The concatenated outputs; a missing derivative is zero. */
  double[] values(Graph derived, List<String> outputs, Map<String, DMatrixRMaj> at) {
    return values(derived, outputs, at, Directions.none());
  }

  /** The concatenated outputs, direction by direction. */
  double[] values(
      Graph derived, List<String> outputs, Map<String, DMatrixRMaj> at, Directions directions) {
    List<String> there = outputs.stream().filter(derived.outputs()::containsKey).toList();
    Evaluator evaluator = new Evaluator(derived, DENSE, at, samples.totalWeight());
    Sums sums = new Sums(Program.of(derived, there), directions);
    evaluator.addAll(samples.chunks(CHUNK), List.of(sums));
    Map<String, DMatrixRMaj> values = evaluator.finish(sums);
    return IntStream.range(0, directions.count())
        .boxed()
        .flatMap(d -> outputs.stream().map(name -> part(derived, name, values.get(name), d)))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  private static double[] part(Graph derived, String name, DMatrixRMaj value, int d) {
    if (value == null) {
      String differentiated = name.substring(name.indexOf(")/") + 2);
      return new double[derived.output(differentiated).type().size()];
    }
    int size = derived.output(name).type().size();
    return Arrays.copyOfRange(value.data, d * size, (d + 1) * size);
  }

  private static double[][] rows(DMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numRows][matrix.numCols];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows[r].length; c++) {
        rows[r][c] = matrix.get(r, c);
      }
    }
    return rows;
  }
}
