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

/** Cotangents x̄ and ȳ of z = f(x, y) from z̄, one per operand; null stands for zero. */
@FunctionalInterface
public interface CotangentRule {

  List<Node> apply(GraphBuilder g, Node z, Node cotangent);

  /** One rule per operation; all unary functions share the chain rule. */
  Map<Class<? extends Op>, CotangentRule> TABLE = table();

  static CotangentRule of(Op op) {
    return TABLE.get(op.getClass());
  }

  private static Map<Class<? extends Op>, CotangentRule> table() {
    Map<Class<? extends Op>, CotangentRule> table = new HashMap<>();
    CotangentRule none = (g, z, cotangent) -> list(new Node[z.operands().size()]);
    table.put(Leaf.Parameter.class, none);
    table.put(Leaf.SampleInput.class, none);
    table.put(Leaf.SparseFeatures.class, none);
    table.put(Leaf.TotalWeight.class, none);
    table.put(Leaf.Constant.class, none);
    table.put(Leaf.Seed.class, none);
    table.put(Layout.RowMaxShift.class, none);
    // x̄ = f′(x) z̄
    Derivative.TABLE.keySet().forEach(function -> table.put(function, CotangentRule::chain));
    // x̄ = z̄, ȳ = ±z̄
    table.put(Binary.Add.class, (g, z, c) -> summed(g, z, c, c));
    table.put(Binary.Subtract.class, (g, z, c) -> summed(g, z, c, g.negate(c)));
    // x̄ = y z̄, ȳ = x z̄
    table.put(
        Binary.Multiply.class,
        (g, z, c) -> summed(g, z, g.multiply(c, z.operand(1)), g.multiply(c, z.operand(0))));
    // x̄ = z̄ / y, ȳ = −z z̄ / y
    table.put(
        Binary.Divide.class,
        (g, z, c) -> {
          Node share = g.divide(c, z.operand(1));
          return summed(g, z, share, g.negate(g.multiply(share, z)));
        });
    table.put(Product.MatMul.class, CotangentRule::matMul);
    // z = AᵀB: Ā = B z̄ᵀ, B̄ = A z̄
    table.put(
        Product.Contract.class,
        (g, z, c) -> list(g.matMulTransposed(z.operand(1), c), g.matMul(z.operand(0), c)));
    // The transpose of a linear operation.
    table.put(Layout.BroadcastTo.class, (g, z, c) -> list(g.sumTo(c, z.operand(0).type())));
    table.put(Layout.SumTo.class, (g, z, c) -> list(g.broadcastTo(c, z.operand(0).type())));
    table.put(Layout.SliceColumns.class, CotangentRule::slice);
    table.put(Layout.PadColumns.class, CotangentRule::pad);
    table.put(Layout.Gather.class, CotangentRule::gather);
    table.put(
        Layout.Scatter.class,
        (g, z, c) -> list(g.sumTo(g.gather(c, z.operand(1)), z.operand(0).type()), null));
    return Map.copyOf(table);
  }

  private static List<Node> list(Node... cotangents) {
    return Arrays.asList(cotangents);
  }

  /** Sums a broadcast operand's cotangent over the copies. */
  private static List<Node> summed(GraphBuilder g, Node z, Node left, Node right) {
    Type x = z.operand(0).type();
    Type y = z.operand(1).type();
    return list(
        g.sumTo(g.broadcastTo(left, z.type()), x), g.sumTo(g.broadcastTo(right, z.type()), y));
  }

  private static List<Node> chain(GraphBuilder g, Node z, Node cotangent) {
    Node slope = Derivative.of((Unary) z.op()).first().apply(g, z.operand(0), z);
    return list(Terms.product(g, cotangent, slope));
  }

  /** z = AB: Ā = z̄Bᵀ, B̄ = Aᵀz̄. z = ABᵀ: Ā = z̄B, B̄ = z̄ᵀA. */
  private static List<Node> matMul(GraphBuilder g, Node z, Node cotangent) {
    Node a = z.operand(0);
    Node b = z.operand(1);
    Node row = sharedRow(z, cotangent);
    return ((Product.MatMul) z.op()).transposeRight()
        ? list(g.broadcastTo(g.matMul(row, b), a.type()), g.contract(cotangent, a))
        : list(g.broadcastTo(g.matMulTransposed(row, b), a.type()), g.contract(a, cotangent));
  }

  /**
   * The single row of a cotangent that is equal for all samples, to be multiplied once; otherwise
   * the cotangent.
   */
  private static Node sharedRow(Node z, Node cotangent) {
    boolean repeated = cotangent.op() instanceof Layout.BroadcastTo && z.type().rows() == 1;
    Node row = repeated ? cotangent.operand(0) : cotangent;
    return row.type().perSample() || row.type().columns() != z.type().columns() ? cotangent : row;
  }

  private static List<Node> slice(GraphBuilder g, Node z, Node cotangent) {
    Layout.SliceColumns slice = (Layout.SliceColumns) z.op();
    return list(g.pad(cotangent, slice.from(), z.operand(0).type().columns() - slice.to()));
  }

  private static List<Node> pad(GraphBuilder g, Node z, Node cotangent) {
    int before = ((Layout.PadColumns) z.op()).before();
    return list(g.columns(cotangent, before, before + z.operand(0).type().columns()));
  }

  private static List<Node> gather(GraphBuilder g, Node z, Node cotangent) {
    Layout.Scatter scatter = new Layout.Scatter(z.operand(0).type().columns());
    return list(g.add(scatter, cotangent, z.operand(1)), null);
  }
}
