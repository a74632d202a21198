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

/**
 * Second derivative z̈ of z = f(x, y) along a line, from ẋ, ẏ, ż, ẍ and ÿ; null stands for zero.
 *
 * <p>Griewank and Walther, Evaluating Derivatives (2008), chapter 13: univariate Taylor
 * propagation.
 */
@FunctionalInterface
public interface TaylorRule {

  Node apply(GraphBuilder g, Node z, Node tangent, List<Node> tangents, List<Node> seconds);

  /** One rule per operation. */
  Map<Class<? extends Op>, TaylorRule> TABLE = table();

  static TaylorRule of(Op op) {
    return TABLE.get(op.getClass());
  }

  private static Map<Class<? extends Op>, TaylorRule> table() {
    Map<Class<? extends Op>, TaylorRule> table = new HashMap<>();
    TaylorRule constant = (g, z, dz, t, s) -> null;
    table.put(Leaf.Parameter.class, constant);
    table.put(Leaf.SampleInput.class, constant);
    table.put(Leaf.SparseFeatures.class, constant);
    table.put(Leaf.TotalWeight.class, constant);
    table.put(Leaf.Constant.class, constant);
    table.put(Leaf.Seed.class, constant);
    table.put(Layout.RowMaxShift.class, constant);
    // z̈ = f″(x) ẋ² + f′(x) ẍ
    Derivative.TABLE.keySet().forEach(function -> table.put(function, TaylorRule::chain));
    // z̈ = ẍ ± ÿ
    table.put(
        Binary.Add.class, (g, z, dz, t, s) -> Terms.of(g).plus(s.get(0)).plus(s.get(1)).sum());
    table.put(
        Binary.Subtract.class,
        (g, z, dz, t, s) -> Terms.of(g).plus(s.get(0)).minus(s.get(1)).sum());
    // z̈ = ẍ·y + 2 ẋ·ẏ + x·ÿ, for every kind of product
    table.put(Binary.Multiply.class, TaylorRule::bilinear);
    table.put(Product.MatMul.class, TaylorRule::bilinear);
    table.put(Product.Contract.class, TaylorRule::bilinear);
    // z̈ = (ẍ − 2 ż ẏ − z ÿ) / y
    table.put(Binary.Divide.class, TaylorRule::divide);
    // z̈ = f(ẍ)
    TaylorRule linear = (g, z, dz, t, s) -> TangentRule.linear(g, z, s);
    table.put(Layout.BroadcastTo.class, linear);
    table.put(Layout.SumTo.class, linear);
    table.put(Layout.SliceColumns.class, linear);
    table.put(Layout.PadColumns.class, linear);
    table.put(Layout.Gather.class, linear);
    table.put(Layout.Scatter.class, linear);
    return Map.copyOf(table);
  }

  private static Node chain(
      GraphBuilder g, Node z, Node tangent, List<Node> tangents, List<Node> seconds) {
    Derivative derivative = Derivative.of((Unary) z.op());
    Node x = z.operand(0);
    Node dx = tangents.get(0);
    Node ddx = seconds.get(0);
    Node curvature = dx == null ? null : derivative.second().apply(g, x, z);
    Node slope = ddx == null ? null : derivative.first().apply(g, x, z);
    return Terms.of(g)
        .plus(curvature == null ? null : g.multiply(g.multiply(dx, dx), curvature))
        .plus(Terms.product(g, slope, ddx))
        .sum();
  }

  private static Node bilinear(
      GraphBuilder g, Node z, Node tangent, List<Node> tangents, List<Node> seconds) {
    Node dx = tangents.get(0);
    Node dy = tangents.get(1);
    Node cross = dx == null || dy == null ? null : g.multiply(2, g.add(z.op(), dx, dy));
    return Terms.of(g)
        .plus(seconds.get(0) == null ? null : g.add(z.op(), seconds.get(0), z.operand(1)))
        .plus(cross)
        .plus(seconds.get(1) == null ? null : g.add(z.op(), z.operand(0), seconds.get(1)))
        .sum();
  }

  private static Node divide(
      GraphBuilder g, Node z, Node tangent, List<Node> tangents, List<Node> seconds) {
    Node cross = Terms.product(g, tangent, tangents.get(1));
    Node change =
        Terms.of(g)
            .plus(seconds.get(0))
            .minus(cross == null ? null : g.multiply(2, cross))
            .minus(Terms.product(g, z, seconds.get(1)))
            .sum();
    return change == null ? null : g.divide(change, z.operand(1));
  }
}
