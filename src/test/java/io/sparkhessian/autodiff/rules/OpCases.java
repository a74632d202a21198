package io.sparkhessian.autodiff.rules;

import io.sparkhessian.autodiff.rules.OpCase.Operand;
import io.sparkhessian.graph.Binary;
import io.sparkhessian.graph.Layout;
import io.sparkhessian.graph.Op;
import io.sparkhessian.graph.Product;
import io.sparkhessian.graph.Type;
import io.sparkhessian.graph.Unary;
import java.util.ArrayList;
import java.util.List;

/** Cases of every operation with each kind of operands that it allows. */
final class OpCases {
  private static final int CLASSES = 3;

  /** Shared and per-sample types, with each axis long or short. */
  private static final List<Type> TYPES =
      List.of(
          shared(1, 1),
          shared(1, CLASSES),
          shared(2, 1),
          shared(2, CLASSES),
          perSample(1, 1),
          perSample(1, CLASSES),
          perSample(2, 1),
          perSample(2, CLASSES));

  private OpCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    unary(cases);
    binary(cases);
    products(cases);
    moves(cases);
    columns(cases);
    labels(cases);
    return cases;
  }

  private static void unary(List<OpCase> cases) {
    List<Op> anywhere =
        List.of(
            new Unary.Negate(),
            new Unary.Exp(),
            new Unary.Sin(),
            new Unary.Cos(),
            new Unary.Tanh(),
            new Unary.Sigmoid(),
            new Unary.Softplus(),
            new Unary.Erf(),
            new Unary.Power(0),
            new Unary.Power(1),
            new Unary.Power(2),
            new Unary.Power(3));
    List<Op> aboveZero =
        List.of(
            new Unary.Log(),
            new Unary.Log1p(),
            new Unary.Sqrt(),
            new Unary.Relu(),
            new Unary.Step(),
            new Unary.Power(-1),
            new Unary.Power(-2),
            new Unary.Power(0.5),
            new Unary.Power(2.7));
    List<Op> belowZero = List.of(new Unary.Relu(), new Unary.Step(), new Unary.Power(-1));
    for (Type type : TYPES) {
      anywhere.forEach(op -> cases.add(OpCase.of(op, Operand.of(type))));
      aboveZero.forEach(op -> cases.add(OpCase.of(op, Operand.positive(type))));
      belowZero.forEach(op -> cases.add(OpCase.of(op, Operand.negative(type))));
    }
  }

  private static void binary(List<OpCase> cases) {
    for (Type left : TYPES) {
      for (Type right : TYPES) {
        Operand x = Operand.of(left);
        Operand y = Operand.of(right);
        cases.add(OpCase.of(new Binary.Add(), x, y));
        cases.add(OpCase.of(new Binary.Subtract(), x, y));
        cases.add(OpCase.of(new Binary.Multiply(), x, y));
        cases.add(OpCase.of(new Binary.Divide(), x, Operand.positive(right)));
      }
    }
  }

  private static void products(List<OpCase> cases) {
    for (Type left : TYPES) {
      for (int outputs : new int[] {1, 2}) {
        Operand a = Operand.of(left);
        Operand b = Operand.of(shared(left.columns(), outputs));
        Operand transposed = Operand.of(shared(outputs, left.columns()));
        cases.add(OpCase.of(new Product.MatMul(false), a, b));
        cases.add(OpCase.of(new Product.MatMul(true), a, transposed));
        Type right = new Type(false, left.perSample(), left.rows(), outputs);
        cases.add(OpCase.of(new Product.Contract(), a, Operand.of(right)));
      }
    }
  }

  private static void moves(List<OpCase> cases) {
    for (Type small : TYPES) {
      for (Type large : TYPES) {
        if (small.broadcastsTo(large)) {
          cases.add(OpCase.of(Layout.BroadcastTo.of(large), Operand.of(small)));
          cases.add(OpCase.of(Layout.SumTo.of(small), Operand.of(large)));
        }
      }
    }
  }

  private static void columns(List<OpCase> cases) {
    for (Type type : TYPES) {
      int end = type.columns();
      cases.add(OpCase.of(new Layout.SliceColumns(0, 1), Operand.of(type)));
      cases.add(OpCase.of(new Layout.SliceColumns(end / 2, end), Operand.of(type)));
      cases.add(OpCase.of(new Layout.PadColumns(0, 2), Operand.of(type)));
      cases.add(OpCase.of(new Layout.PadColumns(2, 1), Operand.of(type)));
      cases.add(
          new OpCase(
              "logSumExp " + type,
              Layout.RowMaxShift.class,
              List.of(Operand.of(type)),
              (g, x) -> g.logSumExp(x.get(0))));
    }
  }

  private static void labels(List<OpCase> cases) {
    cases.add(labelled(new Layout.Gather(), perSample(1, CLASSES), CLASSES));
    cases.add(labelled(new Layout.Gather(), perSample(1, 1), 1));
    cases.add(labelled(new Layout.Scatter(CLASSES), perSample(1, 1), CLASSES));
    cases.add(labelled(new Layout.Scatter(CLASSES), shared(1, 1), CLASSES));
  }

  /** Cases with labels, which are inputs rather than operands to differentiate with respect to. */
  private static OpCase labelled(Op op, Type type, int classes) {
    return new OpCase(
        op.label() + " " + type,
        op.getClass(),
        List.of(Operand.of(type)),
        (g, x) -> g.add(op, x.get(0), classes == 1 ? g.multiply(0, g.labels(1)) : g.labels(1)));
  }

  private static Type shared(int rows, int columns) {
    return Type.shared(rows, columns);
  }

  private static Type perSample(int rows, int columns) {
    return new Type(false, true, rows, columns);
  }
}
