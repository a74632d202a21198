package io.sparkhessian.autodiff;

import io.sparkhessian.graph.Binary;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Layout;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Product;
import io.sparkhessian.graph.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Recognises the uses of parameters that are linear sites. */
final class SiteFinder {
  private final GraphBuilder g;
  private final Map<Node, List<Node>> consumers = new HashMap<>();

  /**
   * A use of a parameter at a site.
   *
   * @param consumer the node whose operand {@code operand} is the parameter
   * @param input u
   * @param value the sum of this site and possibly others
   */
  record Use(
      Node consumer,
      int operand,
      Node input,
      Node value,
      int inputs,
      boolean ownInputs,
      int unitStride,
      int inputStride) {}

  /**
   * @param g a builder that extends {@code graph}, for constant inputs
   */
  SiteFinder(Graph graph, GraphBuilder g) {
    this.g = g;
    for (Node node : graph.nodes()) {
      consumers.put(node, new ArrayList<>());
      node.operands().forEach(operand -> consumers.get(operand).add(node));
    }
    graph.outputs().values().forEach(output -> consumers.get(output).add(output));
  }

  /** The site at which {@code consumer} uses its operand {@code operand}, if that is a site. */
  Optional<Use> site(Node consumer, int operand) {
    Node parameter = consumer.operand(operand);
    Type shape = parameter.type();
    Type z = consumer.type();
    if (!(parameter.op() instanceof Leaf.Parameter) || !z.perSample() || z.rows() != 1) {
      return Optional.empty();
    }
    if (consumer.op() instanceof Product.MatMul product) {
      if (operand == 0) {
        return Optional.empty();
      }
      return product.transposeRight()
          ? use(consumer, 1, consumer.operand(0), shape.columns(), false, shape.columns(), 1)
          : use(consumer, 1, consumer.operand(0), shape.rows(), false, 1, shape.columns());
    }
    if (shape.rows() != 1 || shape.columns() != z.columns()) {
      return Optional.empty();
    }
    if (consumer.op() instanceof Binary.Multiply) {
      Node input = consumer.operand(1 - operand);
      boolean own = input.type().columns() == z.columns() && z.columns() > 1;
      return use(consumer, operand, input, 1, own, 1, 1);
    }
    boolean minus = consumer.op() instanceof Binary.Subtract && operand == 1;
    boolean adds =
        consumer.op() instanceof Binary.Add
            || consumer.op() instanceof Binary.Subtract
            || consumer.op() instanceof Layout.BroadcastTo;
    return adds
        ? use(consumer, operand, g.constant(minus ? -1 : 1), 1, false, 1, 1)
        : Optional.empty();
  }

  private Optional<Use> use(
      Node consumer,
      int operand,
      Node input,
      int inputs,
      boolean ownInputs,
      int unitStride,
      int inputStride) {
    boolean constant = input.op() instanceof Leaf.Constant;
    if (!constant && (!input.type().perSample() || input.type().rows() != 1)) {
      return Optional.empty();
    }
    Node value = sumOf(consumer);
    return Optional.of(
        new Use(consumer, operand, input, value, inputs, ownInputs, unitStride, inputStride));
  }

  /**
   * The outermost sum that is the only consumer of a node, or the node itself; a seed has the same
   * effect at both.
   */
  private Node sumOf(Node z) {
    List<Node> used = consumers.get(z);
    if (used.size() != 1 || used.get(0) == z || !used.get(0).type().equals(z.type())) {
      return z;
    }
    Node next = used.get(0);
    boolean first = next.operand(0) == z;
    boolean sum =
        next.op() instanceof Binary.Add || (next.op() instanceof Binary.Subtract && first);
    return sum ? sumOf(next) : z;
  }
}
