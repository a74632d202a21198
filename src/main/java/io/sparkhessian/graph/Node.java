package io.sparkhessian.graph;

import java.util.List;

/**
 * One value of a graph: an operation applied to earlier nodes. Equality is identity; the builder
 * interns nodes.
 */
public final class Node {
  private final int id;
  private final Op op;
  private final List<Node> operands;
  private final Type type;
  private final boolean sumOverSamples;

  Node(int id, Op op, List<Node> operands) {
    this.id = id;
    this.op = op;
    this.operands = List.copyOf(operands);
    this.type = op.infer(this.operands.stream().map(Node::type).toList());
    this.sumOverSamples =
        !type.perSample() && this.operands.stream().anyMatch(each -> each.type().perSample());
  }

  /** Position in the graph; operands have smaller ids. */
  public int id() {
    return id;
  }

  public Op op() {
    return op;
  }

  public List<Node> operands() {
    return operands;
  }

  public Node operand(int index) {
    return operands.get(index);
  }

  public Type type() {
    return type;
  }

  /** Whether this node sums over the samples. */
  public boolean isSumOverSamples() {
    return sumOverSamples;
  }

  /** Whether the value is stored sparsely. */
  public boolean isSparse() {
    return op instanceof Leaf.SparseFeatures;
  }

  /** Whether every element is known to equal the number. */
  public boolean isAll(double number) {
    return (op instanceof Leaf.Constant constant && constant.values().areAll(number))
        || (op instanceof Layout.BroadcastTo && operand(0).isAll(number));
  }

  @Override
  public String toString() {
    return GraphPrinter.line(this);
  }
}
