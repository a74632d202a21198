package io.sparkhessian.evaluate;

import io.sparkhessian.Failure;
import io.sparkhessian.evaluate.kernels.Call;
import io.sparkhessian.evaluate.kernels.OpKernel;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.linalg.DenseKernels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /**
   * The outputs of a program of {@link Program#onChunk} on the loaded chunk, (directions · samples
   * · rows) × columns. They hold until the next chunk is loaded, or the caller recycles them.
   */
  public Map<String, DMatrixRMaj> evaluate(Program program, Directions directions) {
    return outputs(runPass(new Sums(program, directions)), program);
  }

  /** Takes back the tangents among the outputs of {@link #evaluate}: nobody reads them any more. */
  public void recycle(Program program, Map<String, DMatrixRMaj> outputs) {
    Set<DMatrixRMaj> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    outputs.forEach(
        (name, value) -> {
          if (program.outputs().get(name).type().directional() && distinct.add(value)) {
            buffers.giveBack(value);
          }
        });
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
    runPass(sums);
  }

  /**
   * The outputs, once every chunk is added; (directions · rows) × columns where they have
   * directions.
   */
  public Map<String, DMatrixRMaj> finish(Sums sums) {
    Program program = sums.program();
    DMatrixRMaj[] values = new DMatrixRMaj[primal.length];
    program.sums().forEach(node -> values[node.id()] = sums.total(node));
    for (Node node : program.finish()) {
      if (values[node.id()] == null) {
        compute(node, values, sums);
      }
    }
    Map<String, DMatrixRMaj> outputs = outputs(values, program);
    outputs.replaceAll(
        (name, value) -> values[program.outputs().get(name).id()] == null ? value.copy() : value);
    return outputs;
  }

  private Map<String, DMatrixRMaj> outputs(DMatrixRMaj[] values, Program program) {
    Map<String, DMatrixRMaj> outputs = new LinkedHashMap<>();
    program.outputs().forEach((name, node) -> outputs.put(name, valueOf(node, values)));
    return outputs;
  }

  /** Adds to the sums; a tangent is given back to the pool after its last use. */
  private DMatrixRMaj[] runPass(Sums sums) {
    Program program = sums.program();
    DMatrixRMaj[] values = new DMatrixRMaj[primal.length];
    for (int step = 0; step < program.pass().size(); step++) {
      Node node = program.pass().get(step);
      if (node.isSumOverSamples()) {
        run(node, values, sums.total(node), sums.directions(), true);
      } else {
        compute(node, values, sums);
      }
      for (Node read : program.lastReads(step)) {
        buffers.giveBack(values[read.id()]);
        values[read.id()] = null;
      }
    }
    return values;
  }

  /** A tangent, or a value after the sums, is of this run; every other one is computed once. */
  private void compute(Node node, DMatrixRMaj[] values, Sums sums) {
    Directions directions = sums.directions();
    int rows = node.type().stackedRows(directions.count(), chunk.count());
    int columns = node.type().columns();
    if (node.type().directional()) {
      values[node.id()] = buffers.take(rows, columns);
      run(node, values, values[node.id()], directions, false);
    } else if (readsAny(node, values)) {
      values[node.id()] = new DMatrixRMaj(rows, columns);
      run(node, values, values[node.id()], directions, false);
    } else if (!known[node.id()]) {
      if (primal[node.id()] == null) {
        primal[node.id()] = new DMatrixRMaj(rows, columns);
      }
      primal[node.id()].reshape(rows, columns);
      run(node, values, primal[node.id()], directions, false);
      known[node.id()] = true;
    }
  }

  private static boolean readsAny(Node node, DMatrixRMaj[] values) {
    for (Node operand : node.operands()) {
      if (values[operand.id()] != null) {
        return true;
      }
    }
    return false;
  }

  private void run(
      Node node, DMatrixRMaj[] values, DMatrixRMaj out, Directions directions, boolean accumulate) {
    if (node.op() instanceof Leaf leaf) {
      fill(leaf, out, directions);
      return;
    }
    List<DMatrixRMaj> operands = new ArrayList<>(2);
    for (Node operand : node.operands()) {
      operands.add(valueOf(operand, values));
    }
    OpKernel.of(node.op())
        .run(new Call(dense, node, operands, out, directions.count(), chunk.count(), accumulate));
  }

  private DMatrixRMaj valueOf(Node node, DMatrixRMaj[] values) {
    DMatrixRMaj value = values[node.id()];
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
