package io.sparkhessian.graph;

import java.util.List;
import java.util.Optional;

/**
 * Rewrites a node into a simpler one of the same value and type, e.g. by removing zeros and ones.
 */
final class Simplifier {
  private Simplifier() {}

  static Optional<Node> simplify(GraphBuilder graph, Op op, List<Node> operands) {
    if (op instanceof Leaf) {
      return Optional.empty();
    }
    Type type = op.infer(operands.stream().map(Node::type).toList());
    Node simpler = null;
    if (op instanceof Binary binary) {
      simpler = binary(graph, binary, operands.get(0), operands.get(1), type);
    } else if (op instanceof Unary unary) {
      simpler = unary(graph, unary, operands.get(0));
    } else if (op instanceof Product) {
      simpler = operands.stream().anyMatch(each -> each.isAll(0)) ? zeros(graph, type) : null;
    } else if (op instanceof Layout layout) {
      simpler = layout(graph, layout, operands.get(0), type);
    }
    return Optional.ofNullable(simpler).filter(node -> node.type().equals(type));
  }

  private static Node binary(GraphBuilder graph, Binary op, Node left, Node right, Type type) {
    if (op instanceof Binary.Add && left.isAll(0)) {
      return as(graph, right, type);
    }
    if ((op instanceof Binary.Add || op instanceof Binary.Subtract) && right.isAll(0)) {
      return as(graph, left, type);
    }
    if (op instanceof Binary.Subtract && left.isAll(0)) {
      return as(graph, graph.negate(right), type);
    }
    if (op instanceof Binary.Multiply && left.isAll(1)) {
      return as(graph, right, type);
    }
    if ((op instanceof Binary.Multiply || op instanceof Binary.Divide) && right.isAll(1)) {
      return as(graph, left, type);
    }
    boolean zero = left.isAll(0) || (op instanceof Binary.Multiply && right.isAll(0));
    if (zero && (op instanceof Binary.Multiply || op instanceof Binary.Divide)) {
      return zeros(graph, type);
    }
    return withoutBroadcast(graph, op, left, right, type);
  }

  /** Drops an explicit broadcast of an operand, which the operation performs itself. */
  private static Node withoutBroadcast(
      GraphBuilder graph, Binary op, Node left, Node right, Type type) {
    Node a = left.op() instanceof Layout.BroadcastTo ? left.operand(0) : left;
    if (a != left && Type.broadcast(a.type(), right.type()).equals(type)) {
      return graph.add(op, a, right);
    }
    Node b = right.op() instanceof Layout.BroadcastTo ? right.operand(0) : right;
    if (b != right && Type.broadcast(left.type(), b.type()).equals(type)) {
      return graph.add(op, left, b);
    }
    return null;
  }

  private static Node unary(GraphBuilder graph, Unary op, Node x) {
    if (op instanceof Unary.Negate && x.op() instanceof Unary.Negate) {
      return x.operand(0);
    }
    if (op instanceof Unary.Negate
        && x.op() instanceof Leaf.Constant number
        && x.type().isScalar()) {
      return graph.constant(-number.values().get(0, 0));
    }
    if (op instanceof Unary.Power power && power.exponent() == 1) {
      return x;
    }
    if (op instanceof Unary.Power power && power.exponent() == 0) {
      return as(graph, graph.constant(1), x.type());
    }
    return null;
  }

  private static Node layout(GraphBuilder graph, Layout op, Node x, Type type) {
    boolean moves = op instanceof Layout.BroadcastTo || op instanceof Layout.SumTo;
    if (moves && x.type().equals(type)) {
      return x;
    }
    if (op instanceof Layout.BroadcastTo && x.op() instanceof Layout.BroadcastTo) {
      return graph.broadcastTo(x.operand(0), type);
    }
    boolean keepsZero = !(op instanceof Layout.BroadcastTo);
    return keepsZero && x.isAll(0) ? zeros(graph, type) : null;
  }

  private static Node zeros(GraphBuilder graph, Type type) {
    return as(graph, graph.constant(0), type);
  }

  /** The node, broadcast to the type. */
  private static Node as(GraphBuilder graph, Node node, Type type) {
    return node.type().equals(type) ? node : graph.broadcastTo(node, type);
  }
}
