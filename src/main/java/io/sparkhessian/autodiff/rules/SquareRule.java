package io.sparkhessian.autodiff.rules;

import io.sparkhessian.graph.Binary;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Layout;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Op;
import io.sparkhessian.graph.Product;
import io.sparkhessian.graph.Type;
import io.sparkhessian.graph.Unary;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Σ (∂z/∂x)² ⊙ h over the elements of z = f(x, y), and likewise for y: propagates second
 * derivatives h of z to each operand and neglects mixed derivatives and the curvature of f. Null
 * stands for zero.
 */
@FunctionalInterface
public interface SquareRule {

  List<Node> apply(GraphBuilder g, Node z, Node h);

  /** One rule per operation. */
  Map<Class<? extends Op>, SquareRule> TABLE = table();

  static SquareRule of(Op op) {
    return TABLE.get(op.getClass());
  }

  private static Map<Class<? extends Op>, SquareRule> table() {
    Map<Class<? extends Op>, SquareRule> table = new HashMap<>();
    // Operations that move, repeat, sum or subtract elements have only the derivatives ±1 and 0.
    SquareRule ones = (g, z, h) -> CotangentRule.of(z.op()).apply(g, z, h);
    table.put(Leaf.Parameter.class, ones);
    table.put(Leaf.SampleInput.class, ones);
    table.put(Leaf.SparseFeatures.class, ones);
    table.put(Leaf.TotalWeight.class, ones);
    table.put(Leaf.Constant.class, ones);
    table.put(Leaf.Seed.class, ones);
    table.put(Layout.RowMaxShift.class, ones);
    table.put(Layout.BroadcastTo.class, ones);
    table.put(Layout.SumTo.class, ones);
    table.put(Layout.SliceColumns.class, ones);
    table.put(Layout.PadColumns.class, ones);
    table.put(Layout.Gather.class, ones);
    table.put(Layout.Scatter.class, ones);
    table.put(Binary.Add.class, ones);
    table.put(Binary.Subtract.class, (g, z, h) -> summed(g, z, h, h));
    // f′(x)² h
    Derivative.TABLE.keySet().forEach(function -> table.put(function, SquareRule::chain));
    // y² h, x² h
    table.put(
        Binary.Multiply.class,
        (g, z, h) ->
            summed(
                g,
                z,
                g.multiply(h, square(g, z.operand(1))),
                g.multiply(h, square(g, z.operand(0)))));
    // h / y², z² h / y²
    table.put(
        Binary.Divide.class,
        (g, z, h) -> {
          Node share = g.divide(h, square(g, z.operand(1)));
          return summed(g, z, share, g.multiply(share, square(g, z)));
        });
    table.put(Product.MatMul.class, SquareRule::matMul);
    // z = AᵀB: B² hᵀ, A² h
    table.put(
        Product.Contract.class,
        (g, z, h) ->
            Arrays.asList(
                g.matMulTransposed(square(g, z.operand(1)), h),
                g.matMul(square(g, z.operand(0)), h)));
    return Map.copyOf(table);
  }

  private static Node square(GraphBuilder g, Node x) {
    return g.multiply(x, x);
  }

  private static List<Node> chain(GraphBuilder g, Node z, Node h) {
    Node slope = Derivative.of((Unary) z.op()).first().apply(g, z.operand(0), z);
    return Arrays.asList(slope == null ? null : g.multiply(h, square(g, slope)));
  }

  /** z = AB: h (B²)ᵀ, (A²)ᵀ h. z = ABᵀ: h B², hᵀ A². */
  private static List<Node> matMul(GraphBuilder g, Node z, Node h) {
    Node a = square(g, z.operand(0));
    Node b = square(g, z.operand(1));
    return ((Product.MatMul) z.op()).transposeRight()
        ? Arrays.asList(g.matMul(h, b), g.contract(h, a))
        : Arrays.asList(g.matMulTransposed(h, b), g.contract(a, h));
  }

  /** Sums a broadcast operand's second derivative over the copies. */
  private static List<Node> summed(GraphBuilder g, Node z, Node left, Node right) {
    Type x = z.operand(0).type();
    Type y = z.operand(1).type();
    return Arrays.asList(
        g.sumTo(g.broadcastTo(left, z.type()), x), g.sumTo(g.broadcastTo(right, z.type()), y));
  }
}
