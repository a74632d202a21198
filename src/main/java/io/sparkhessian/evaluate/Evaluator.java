package io.sparkhessian.evaluate;

import io.sparkhessian.Failure;
import io.sparkhessian.evaluate.kernels.Call;
import io.sparkhessian.evaluate.kernels.OpKernel;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.linalg.DenseKernels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * Evaluates programs on one graph, chunk by chunk: what does not depend on the direction is
 * computed once a chunk and serves all blocks of directions. One thread at a time.
 */
public final class Evaluator {
  private final Graph graph;
  private final DenseKernels dense;
  private final Map<String, DMatrixRMaj> parameters;
  private final double totalWeight;
  private final BufferPool buffers = new BufferPool();

  /** Values without directions, by node; {@code known} says which of them hold. */
  private final DMatrixRMaj[] primal;

  private final boolean[] known;
  private Samples chunk = Samples.none();

  public Evaluator(
      Graph graph, DenseKernels dense, Map<String, DMatrixRMaj> parameters, double totalWeight) {
    this.graph = graph;
    this.dense = dense;
    this.parameters = Map.copyOf(parameters);
    this.totalWeight = totalWeight;
    this.primal = new DMatrixRMaj[graph.nodes().size()];
    this.known = new boolean[primal.length];
  }

  /** Goes to a chunk: what is known of the samples of the last one is forgotten. */
  public void load(Samples next) {
    chunk = next;
    for (Node node : graph.nodes()) {
      known[node.id()] &= !node.type().perSample();
    }
  }

  /** Adds all chunks, in their order, to each of the sums. */
  public void addAll(Iterable<Samples> chunks, List<Sums> all) {
    for (Samples each : chunks) {
      load(each);
      all.forEach(this::add);
    }
  }

  /** Adds the loaded chunk to the sums. */
  public void add(Sums sums) {
    run(sums.program().pass(), sums, true, Map.of());
  }

  /**
   * The outputs, once every chunk is added; (directions · rows) × columns where they have
   * directions.
   */
  public Map<String, DMatrixRMaj> finish(Sums sums) {
    Map<Node, DMatrixRMaj> totals = new HashMap<>();
    sums.program().sums().forEach(node -> totals.put(node, sums.total(node)));
    Map<Node, DMatrixRMaj> values = run(sums.program().finish(), sums, false, totals);
    Map<String, DMatrixRMaj> outputs = new LinkedHashMap<>();
    sums.program()
        .outputs()
        .forEach(
            (name, node) ->
                outputs.put(
                    name, values.containsKey(node) ? values.get(node) : primal[node.id()].copy()));
    return outputs;
  }

  /**
   * Runs the steps; during a pass the sums are added to, and tangents are given back to the pool
   * after their last use.
   */
  private Map<Node, DMatrixRMaj> run(
      List<Node> steps, Sums sums, boolean pass, Map<Node, DMatrixRMaj> given) {
    Map<Node, DMatrixRMaj> values = new HashMap<>(given);
    Map<Node, Integer> lastUse = Program.lastUse(steps);
    Directions directions = sums.directions();
    for (int step = 0; step < steps.size(); step++) {
      Node node = steps.get(step);
      if (given.containsKey(node)) {
        continue;
      }
      if (node.isSumOverSamples()) {
        compute(node, values, sums.total(node), directions, true);
      } else if (node.type().directional()) {
        DMatrixRMaj out =
            buffers.take(
                node.type().stackedRows(directions.count(), chunk.count()), node.type().columns());
        values.put(node, out);
        compute(node, values, out, directions, false);
      } else {
        computePrimal(node, values, directions);
      }
      for (Node operand : node.operands()) {
        if (pass && lastUse.get(operand) == step && values.containsKey(operand)) {
          buffers.giveBack(values.remove(operand));
        }
      }
    }
    return values;
  }

  /** A value after the sums depends on them and is not kept; every other one is computed once. */
  private void computePrimal(Node node, Map<Node, DMatrixRMaj> values, Directions directions) {
    boolean afterSums = node.operands().stream().anyMatch(values::containsKey);
    if (known[node.id()] && !afterSums) {
      return;
    }
    int rows = node.type().stackedRows(directions.count(), chunk.count());
    DMatrixRMaj out = afterSums ? null : primal[node.id()];
    if (out == null) {
      out = new DMatrixRMaj(rows, node.type().columns());
    }
    out.reshape(rows, node.type().columns());
    compute(node, values, out, directions, false);
    if (afterSums) {
      values.put(node, out);
    } else {
      primal[node.id()] = out;
      known[node.id()] = true;
    }
  }

  private void compute(
      Node node,
      Map<Node, DMatrixRMaj> values,
      DMatrixRMaj out,
      Directions directions,
      boolean accumulate) {
    if (node.op() instanceof Leaf leaf) {
      fill(leaf, out, directions);
      return;
    }
    List<DMatrixRMaj> operands = new ArrayList<>();
    for (Node operand : node.operands()) {
      operands.add(valueOf(operand, values));
    }
    OpKernel.of(node.op())
        .run(new Call(dense, node, operands, out, directions.count(), chunk.count(), accumulate));
  }

  private DMatrixRMaj valueOf(Node node, Map<Node, DMatrixRMaj> values) {
    DMatrixRMaj value = values.get(node);
    return value != null ? value : primal[node.id()];
  }

  private void fill(Leaf leaf, DMatrixRMaj out, Directions directions) {
    if (leaf instanceof Leaf.Seed seed) {
      directions.fill(seed, out);
    } else if (leaf instanceof Leaf.Constant constant) {
      out.setTo(new DMatrixRMaj(out.numRows, out.numCols, true, constant.values().toArray()));
    } else if (leaf instanceof Leaf.Parameter parameter) {
      out.setTo(parameters.get(parameter.name()));
    } else if (leaf instanceof Leaf.TotalWeight) {
      out.data[0] = totalWeight;
    } else {
      DMatrixRMaj input = input(leaf.name());
      if (input.numCols != out.numCols) {
        throw Failure.input(
            "the objective takes %d columns of %s, the data have %d; make them equal"
                .formatted(out.numCols, leaf.name(), input.numCols));
      }
      out.setTo(input);
    }
  }

  private DMatrixRMaj input(String name) {
    return switch (name) {
      case Leaf.SampleInput.FEATURES -> chunk.features();
      case Leaf.SampleInput.LABEL -> chunk.labels();
      case Leaf.SampleInput.WEIGHT -> chunk.weights();
      default -> throw new IllegalArgumentException("no sample input is called " + name);
    };
  }
}
