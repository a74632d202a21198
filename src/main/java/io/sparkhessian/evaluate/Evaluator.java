package io.sparkhessian.evaluate;

import io.sparkhessian.Failure;
import io.sparkhessian.evaluate.kernels.Call;
import io.sparkhessian.evaluate.kernels.OpKernel;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.SparseRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/**
 * Evaluates programs on one graph, chunk by chunk. Values that do not depend on the direction are
 * computed once per chunk for all blocks of directions. Not thread-safe.
 */
public final class Evaluator {
  private final DenseKernels dense;
  private final Map<String, DMatrixRMaj> parameters;
  private final double totalWeight;
  private final BufferPool buffers = new BufferPool();

  private final PrimalValues primal;
  private final int nodes;

  public Evaluator(
      Graph graph, DenseKernels dense, Map<String, DMatrixRMaj> parameters, double totalWeight) {
    this(graph, dense, parameters, totalWeight, 0);
  }

  /**
   * @param cacheBytes bytes for caching the values of chunks
   */
  public Evaluator(
      Graph graph,
      DenseKernels dense,
      Map<String, DMatrixRMaj> parameters,
      double totalWeight,
      long cacheBytes) {
    this.dense = dense;
    this.parameters = Map.copyOf(parameters);
    this.totalWeight = totalWeight;
    this.nodes = graph.nodes().size();
    this.primal = new PrimalValues(nodes, cacheBytes);
  }

  /** Selects a chunk. */
  public void load(Samples next) {
    primal.load(next);
  }

  /**
   * The outputs of a program of {@link Program#onChunk} on the loaded chunk, (directions · samples
   * · rows) × columns. For unit seeds, a tangent with a single nonzero column, the seed's own, is
   * stored as that column. The outputs are valid until the next chunk is loaded or the caller
   * recycles them.
   */
  public Map<String, DMatrixRMaj> evaluate(Program program, Directions directions) {
    return outputs(runPass(new Sums(program, directions)), program);
  }

  /** Returns the tangents among the outputs of {@link #evaluate} to the pool. */
  public void recycle(Program program, Map<String, DMatrixRMaj> outputs) {
    Set<DMatrixRMaj> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    outputs.forEach(
        (name, value) -> {
          if (program.outputs().get(name).type().directional() && distinct.add(value)) {
            buffers.giveBack(value);
          }
        });
  }

  /** Adds all chunks in order to each of the sums. */
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
   * The outputs after the last chunk, (directions · rows) × columns; without directions, rows ×
   * columns.
   */
  public Map<String, DMatrixRMaj> finish(Sums sums) {
    Program program = sums.program();
    DMatrixRMaj[] values = new DMatrixRMaj[nodes];
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

  /** Adds the loaded chunk to the sums and returns each tangent to the pool after its last use. */
  private DMatrixRMaj[] runPass(Sums sums) {
    Program program = sums.program();
    DMatrixRMaj[] values = new DMatrixRMaj[nodes];
    for (int step = 0; step < program.pass().size(); step++) {
      Node node = program.pass().get(step);
      if (node.isSumOverSamples()) {
        run(node, values, sums.total(node), sums, true);
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

  /** Computes a node: tangents and values after the sums for each run, all other values once. */
  private void compute(Node node, DMatrixRMaj[] values, Sums sums) {
    Directions directions = sums.directions();
    int rows = node.type().stackedRows(directions.count(), primal.chunk().count());
    int columns = node.type().columns();
    if (node.isSparse()) {
      requireColumns(node.op().label(), node.type().columns(), primal.chunk().sparse().columns());
    } else if (node.type().directional()) {
      boolean own = ownColumns(sums).contains(node);
      values[node.id()] = own ? buffers.take(rows, 1) : buffers.take(rows, columns);
      run(node, values, values[node.id()], sums, false);
    } else if (readsAny(node, values)) {
      values[node.id()] = new DMatrixRMaj(rows, columns);
      run(node, values, values[node.id()], sums, false);
    } else if (primal.isKnown(node)) {
      return;
    } else if (node.op() instanceof Leaf.SampleInput leaf) {
      primal.put(node, input(leaf));
    } else {
      run(node, values, primal.put(node, rows, columns), sums, false);
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
      Node node, DMatrixRMaj[] values, DMatrixRMaj out, Sums sums, boolean accumulate) {
    Directions directions = sums.directions();
    Set<Node> own = ownColumns(sums);
    if (own.contains(node) || OwnColumns.isProduct(node, own)) {
      runOwn(node, values, out, (Directions.Units) directions, own);
      return;
    }
    if (node.op() instanceof Leaf leaf) {
      fill(leaf, out, directions);
      return;
    }
    List<DMatrixRMaj> operands = new ArrayList<>(2);
    for (Node operand : node.operands()) {
      operands.add(
          own.contains(operand) ? expanded(operand, values, directions) : valueOf(operand, values));
    }
    OpKernel.of(node.op())
        .run(
            new Call(
                dense,
                node,
                operands,
                sparseFeatures(node),
                out,
                directions.count(),
                primal.chunk().count(),
                accumulate));
    for (int i = 0; i < operands.size(); i++) {
      if (own.contains(node.operand(i))) {
        buffers.giveBack(operands.get(i));
      }
    }
  }

  /** The sparse features, squared if the product needs squares; null if dense. */
  private SparseRows sparseFeatures(Node product) {
    if (!(primal.chunk().features() instanceof Features.Sparse some)) {
      return null;
    }
    boolean squared =
        product.operands().stream()
            .anyMatch(each -> each.op() instanceof Leaf.SparseFeatures leaf && leaf.squared());
    return squared ? some.rows().squared() : some.rows();
  }

  private static Set<Node> ownColumns(Sums sums) {
    return sums.directions() instanceof Directions.Units units
        ? sums.program().ownColumns(units.value())
        : Set.of();
  }

  /** Runs a step whose result, or whose factor in a product, is stored as one column. */
  private void runOwn(
      Node node, DMatrixRMaj[] values, DMatrixRMaj out, Directions.Units units, Set<Node> own) {
    OwnColumns columns = new OwnColumns(units, primal.chunk().count());
    if (node.op() instanceof Leaf) {
      Arrays.fill(out.data, 0, out.numRows, 1);
      return;
    }
    List<DMatrixRMaj> operands = new ArrayList<>(2);
    boolean[] held = new boolean[2];
    for (Node operand : node.operands()) {
      held[operands.size()] = own.contains(operand);
      operands.add(valueOf(operand, values));
    }
    if (own.contains(node)) {
      columns.elementwise(node, operands, held, out);
    } else {
      columns.product(node, dense, operands.get(0).data, operands.get(1).data, out.data);
    }
  }

  private DMatrixRMaj expanded(Node node, DMatrixRMaj[] values, Directions directions) {
    int samples = primal.chunk().count();
    DMatrixRMaj whole = buffers.take(directions.count() * samples, node.type().columns());
    new OwnColumns((Directions.Units) directions, samples).expand(valueOf(node, values), whole);
    return whole;
  }

  private DMatrixRMaj valueOf(Node node, DMatrixRMaj[] values) {
    DMatrixRMaj value = values[node.id()];
    return value != null ? value : primal.get(node);
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
      throw new IllegalArgumentException("there is no value for " + leaf.name());
    }
  }

  /** The chunk's matrix for a leaf. */
  private DMatrixRMaj input(Leaf.SampleInput leaf) {
    DMatrixRMaj input = input(leaf.name());
    requireColumns(leaf.name(), leaf.columns(), input.numCols);
    return input;
  }

  private static void requireColumns(String what, int taken, int given) {
    if (given != taken) {
      throw Failure.input(
          "the objective takes %d columns of %s, but the data have %d; make the numbers equal"
              .formatted(taken, what, given));
    }
  }

  private DMatrixRMaj input(String name) {
    if (name.equals(Leaf.SampleInput.FEATURES)) {
      return primal.chunk().dense();
    }
    DMatrixRMaj row = primal.chunk().rows().get(name);
    if (row == null) {
      throw Failure.input("the objective reads '%s', which the data do not have".formatted(name));
    }
    return row;
  }
}
