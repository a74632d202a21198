package io.sparkhessian.evaluate.kernels;

import io.sparkhessian.graph.Unary;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.apache.commons.numbers.gamma.Erf;

/** Unary elementwise functions. */
final class UnaryKernels {
  private UnaryKernels() {}

  /** One entry per function; the operation supplies exponents. */
  static final Map<Class<? extends Unary>, Function<Unary, DoubleUnaryOperator>> TABLE = table();

  static void run(Call call) {
    Unary op = (Unary) call.node().op();
    DoubleUnaryOperator function = TABLE.get(op.getClass()).apply(op);
    double[] x = call.operand(0);
    double[] out = call.out().data;
    int length = call.out().getNumElements();
    for (int e = 0; e < length; e++) {
      out[e] = function.applyAsDouble(x[e]);
    }
  }

  private static Map<Class<? extends Unary>, Function<Unary, DoubleUnaryOperator>> table() {
    Map<Class<? extends Unary>, Function<Unary, DoubleUnaryOperator>> table = new HashMap<>();
    table.put(Unary.Negate.class, op -> x -> -x);
    table.put(Unary.Exp.class, op -> Math::exp);
    table.put(Unary.Log.class, op -> Math::log);
    table.put(Unary.Log1p.class, op -> Math::log1p);
    table.put(Unary.Sqrt.class, op -> Math::sqrt);
    table.put(Unary.Sin.class, op -> Math::sin);
    table.put(Unary.Cos.class, op -> Math::cos);
    table.put(Unary.Tanh.class, op -> Math::tanh);
    table.put(Unary.Sigmoid.class, op -> UnaryKernels::sigmoid);
    table.put(Unary.Softplus.class, op -> x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
    table.put(Unary.Erf.class, op -> Erf::value);
    table.put(Unary.Relu.class, op -> x -> Math.max(x, 0));
    table.put(Unary.Step.class, op -> x -> x > 0 ? 1 : 0);
    table.put(Unary.Power.class, op -> power(((Unary.Power) op).exponent()));
    return Map.copyOf(table);
  }

  /** Stable on both sides: eˣ never overflows. */
  private static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
  }

  private static DoubleUnaryOperator power(double exponent) {
    if (exponent == 2) {
      return x -> x * x;
    }
    if (exponent == -1) {
      return x -> 1 / x;
    }
    if (exponent == -2) {
      return x -> 1 / (x * x);
    }
    return x -> Math.pow(x, exponent);
  }
}
