package io.sparkhessian.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Builds graphs, one method per function. Nodes are simplified and interned: an expression built
 * twice is one node.
 *
 * <p>Elementwise functions broadcast along axes of length 1: a shared row can be added to one row
 * per sample, and a scalar multiplies anything.
 */
public final class GraphBuilder extends ElementwiseFunctions {
  private record Key(Op op, List<Node> operands) {}

  private final Map<Key, Node> nodes = new HashMap<>();
  private final List<Node> byId = new ArrayList<>();
  private final Set<String> parameterNames = new HashSet<>();
  private Node output;
  private int nonzeros; // of a sample's sparse features, on average; 0 for dense features

  public GraphBuilder() {}

  /**
   * Starts a graph with sparse features of the given average number of nonzeros per sample; 0 means
   * dense.
   */
  public GraphBuilder(int nonzeros) {
    this.nonzeros = nonzeros;
  }

  /** Extends a graph, whose nodes can be used as operands. */
  public GraphBuilder(Graph graph) {
    for (Node node : graph.nodes()) {
      nodes.put(new Key(node.op(), node.operands()), node);
      byId.add(node);
    }
    graph.parameters().forEach(parameter -> parameterNames.add(parameter.name()));
  }

  /**
   * Declares the model's output z, of which each sample's loss is a function, and returns z. The
   * Gauss-Newton matrix requires this declaration.
   */
  public Node output(Node z) {
    requireOwn(z);
    if (output != null && output != z) {
      throw new TypeException(
          "two nodes are declared as the model's output: '%s' and '%s'; concatenate them"
              .formatted(output, z));
    }
    output = z;
    return z;
  }

  /** The node passed to {@link #output}, if any. */
  public Optional<Node> modelOutput() {
    return Optional.ofNullable(output);
  }

  @Override
  public Node add(Op op, Node... operands) {
    List<Node> list = List.of(operands);
    list.forEach(this::requireOwn);
    Optional<Node> simpler = Simplifier.simplify(this, op, list);
    return simpler.orElseGet(
        () -> {
          Key key = new Key(op, list);
          Node known = nodes.get(key);
          if (known == null) {
            known = new Node(byId.size(), op, list);
            nodes.put(key, known);
            byId.add(known);
          }
          return known;
        });
  }

  private void requireOwn(Node operand) {
    if (operand.id() >= byId.size() || byId.get(operand.id()) != operand) {
      throw new TypeException(
          "the node '%s' was made by another GraphBuilder; make all nodes with one"
              .formatted(operand));
    }
  }

  /** The parameters created so far, in order. */
  public List<Node> parameters() {
    return nodes.values().stream()
        .filter(node -> node.op() instanceof Leaf.Parameter)
        .sorted(Comparator.comparingInt(Node::id))
        .toList();
  }

  // Leaves.

  /**
   * A parameter matrix with a unique name that l2 applies to. Parameters are numbered in the order
   * of their creation.
   */
  public Node parameter(String name, int rows, int columns) {
    return make(new Leaf.Parameter(name, rows, columns, true));
  }

  /** A parameter row that l2 does not apply to. */
  public Node intercept(String name, int columns) {
    return make(new Leaf.Parameter(name, 1, columns, false));
  }

  private Node make(Leaf.Parameter parameter) {
    if (!parameterNames.add(parameter.name())) {
      throw new TypeException(
          "two parameters have the name '%s'; give them different names, or create one and use its node twice"
              .formatted(parameter.name()));
    }
    return add(parameter);
  }

  /** The features of a sample: a row of {@code count} numbers. */
  public Node features(int count) {
    return add(Leaf.features(count, nonzeros));
  }

  /** The labels of a sample: a row of {@code count} numbers. */
  public Node labels(int count) {
    return add(new Leaf.SampleInput(Leaf.SampleInput.LABEL, count));
  }

  /** The offsets of a sample, which enter its linear predictors with coefficient 1. */
  public Node offset(int count) {
    return add(new Leaf.SampleInput(Leaf.SampleInput.OFFSET, count));
  }

  /** The numbers of a sample in a column that the objective reads by its name. */
  public Node column(String name, int count) {
    return add(new Leaf.SampleInput(Columns.column(name), count));
  }

  /** The weight of a sample. */
  public Node weight() {
    return add(new Leaf.SampleInput(Leaf.SampleInput.WEIGHT, 1));
  }

  /** Σ w over all samples. */
  public Node totalWeight() {
    return add(new Leaf.TotalWeight());
  }

  @Override
  public Node constant(double number) {
    return add(Leaf.Constant.of(number));
  }

  public Node constant(double[][] rows) {
    return add(new Leaf.Constant(Values.of(rows)));
  }

  // Products.

  /** A·B. */
  public Node matMul(Node left, Node right) {
    return add(new Product.MatMul(false), left, right);
  }

  /** A·Bᵀ: a linear layer, with the weight (outputs × inputs) on the right. */
  public Node matMulTransposed(Node left, Node right) {
    return add(new Product.MatMul(true), left, right);
  }

  /** Aᵀ·B, summed over the rows and samples. */
  public Node contract(Node left, Node right) {
    return add(new Product.Contract(), left, right);
  }

  // Sums and layout.

  /** Repeats x to the samples, rows and columns of {@code target}. */
  public Node broadcastTo(Node x, Type target) {
    return add(Layout.BroadcastTo.of(target), x);
  }

  /** Sums x to the samples, rows and columns of {@code target}. */
  public Node sumTo(Node x, Type target) {
    return add(Layout.SumTo.of(target), x);
  }

  /** Σ over the columns of each row. */
  public Node rowSum(Node x) {
    return sumTo(x, new Type(false, x.type().perSample(), x.type().rows(), 1));
  }

  /** Σ over all rows and columns, sample by sample for a per-sample value. */
  public Node sum(Node x) {
    return sumTo(x, new Type(false, x.type().perSample(), 1, 1));
  }

  /** Σ x² over all rows and columns. */
  public Node squaredNorm(Node x) {
    return sum(multiply(x, x));
  }

  /** Σ_s w_s x_s. */
  public Node sumOverSamples(Node x) {
    return sumTo(multiply(weight(), x), Type.shared(x.type().rows(), x.type().columns()));
  }

  /** Σ_s w_s x_s / Σ_s w_s. */
  public Node meanOverSamples(Node x) {
    return divide(sumOverSamples(x), totalWeight());
  }

  /** The columns from {@code from} to {@code to}, exclusive. */
  public Node columns(Node x, int from, int to) {
    return add(new Layout.SliceColumns(from, to), x);
  }

  /** x with zero columns before and after. */
  public Node pad(Node x, int before, int after) {
    return add(new Layout.PadColumns(before, after), x);
  }

  /** The columns of the left operand, then those of the right. */
  public Node concatenate(Node left, Node right) {
    return add(pad(left, 0, right.type().columns()), pad(right, left.type().columns(), 0));
  }

  /** The element of each sample's row at the sample's label. */
  public Node gather(Node x, Node label) {
    return add(new Layout.Gather(), x, label);
  }

  /** ln Σ eˣ of each row, stabilised by subtracting the row's maximum. */
  public Node logSumExp(Node x) {
    Node shift = add(new Layout.RowMaxShift(), x);
    return add(shift, log(rowSum(exp(subtract(x, shift)))));
  }

  /** x − ln Σ eˣ of each row. */
  public Node logSoftmax(Node x) {
    return subtract(x, logSumExp(x));
  }
}
