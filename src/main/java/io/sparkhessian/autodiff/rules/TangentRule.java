package io.sparkhessian.autodiff.rules;

import io.sparkhessian.graph.Binary;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Layout;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Op;
import io.sparkhessian.graph.Product;
import io.sparkhessian.graph.Unary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tangent ż of z = f(x, y) from ẋ and ẏ; a zero tangent is null, never a node. */
@FunctionalInterface
public interface TangentRule {

  Node apply(GraphBuilder g, Node z, List<Node> tangents);

  /** One rule per operation; all unary functions share the chain rule. */
  Map<Class<? extends Op>, TangentRule> TABLE = table();

  static TangentRule of(Op op) {
    return TABLE.get(op.getClass());
  }

  private static Map<Class<? extends Op>, TangentRule> table() {
    Map<Class<? extends Op>, TangentRule> table = new HashMap<>();
    // Only a seed moves a leaf.
    TangentRule constant = (g, z, t) -> null;
    table.put(Leaf.Parameter.class, constant);
    table.put(Leaf.SampleInput.class, constant);
    table.put(Leaf.SparseFeatures.class, constant);
    table.put(Leaf.TotalWeight.class, constant);
    table.put(Leaf.Constant.class, constant);
    table.put(Leaf.Seed.class, constant);
    table.put(Layout.RowMaxShift.class, constant);
    // ż = f′(x) ẋ
    Derivative.TABLE.keySet().forEach(function -> table.put(function, TangentRule::chain));
    // ż = ẋ ± ẏ
    table.put(Binary.Add.class, (g, z, t) -> Terms.of(g).plus(t.get(0)).plus(t.get(1)).sum());
    table.put(Binary.Subtract.class, (g, z, t) -> Terms.of(g).plus(t.get(0)).minus(t.get(1)).sum());
    // ż = ẋ·y + x·ẏ, for every kind of product
    table.put(Binary.Multiply.class, TangentRule::bilinear);
    table.put(Product.MatMul.class, TangentRule::bilinear);
    table.put(Product.Contract.class, TangentRule::bilinear);
    // ż = (ẋ − z ẏ) / y
    table.put(
        Binary.Divide.class,
        (g, z, t) -> {
          Node change = Terms.of(g).plus(t.get(0)).minus(Terms.product(g, z, t.get(1))).sum();
          return change == null ? null : g.divide(change, z.operand(1));
        });
    // ż = f(ẋ)
    table.put(Layout.BroadcastTo.class, TangentRule::linear);
    table.put(Layout.SumTo.class, TangentRule::linear);
    table.put(Layout.SliceColumns.class, TangentRule::linear);
    table.put(Layout.PadColumns.class, TangentRule::linear);
    table.put(Layout.Gather.class, TangentRule::linear);
    table.put(Layout.Scatter.class, TangentRule::linear);
    return Map.copyOf(table);
  }

  private static Node chain(GraphBuilder g, Node z, List<Node> tangents) {
    Node x = z.operand(0);
    Node slope =
        tangents.get(0) == null ? null : Derivative.of((Unary) z.op()).first().apply(g, x, z);
    return Terms.product(g, slope, tangents.get(0));
  }

  private static Node bilinear(GraphBuilder g, Node z, List<Node> tangents) {
    Node dx = tangents.get(0);
    Node dy = tangents.get(1);
    return Terms.of(g)
        .plus(dx == null ? null : g.add(z.op(), dx, z.operand(1)))
        .plus(dy == null ? null : g.add(z.op(), z.operand(0), dy))
        .sum();
  }

  /**
   * Applies the operation to the tangent of its first operand; other operands are constant labels.
   */
  static Node linear(GraphBuilder g, Node z, List<Node> tangents) {
    if (tangents.stream().skip(1).anyMatch(each -> each != null)) {
      throw new IllegalArgumentException("no derivative with respect to a label: " + z);
    }
    if (tangents.get(0) == null) {
      return null;
    }
    Node[] operands = z.operands().toArray(Node[]::new);
    operands[0] = tangents.get(0);
    return g.add(z.op(), operands);
  }
}
