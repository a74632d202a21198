package io.sparkhessian.autodiff.rules;

import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Unary;
import java.util.HashMap;
import java.util.Map;

/** First and second derivatives of a unary function as graphs of x and y = f(x). */
public record Derivative(Rule first, Rule second) {

  /** Builds the derivative's node; null if the derivative is zero. */
  @FunctionalInterface
  public interface Rule {
    Node apply(GraphBuilder g, Node x, Node y);
  }

  private static final Rule ZERO = (g, x, y) -> null;

  /** One entry per function. */
  public static final Map<Class<? extends Unary>, Derivative> TABLE = table();

  public static Derivative of(Unary op) {
    return TABLE.get(op.getClass());
  }

  private static Map<Class<? extends Unary>, Derivative> table() {
    Map<Class<? extends Unary>, Derivative> table = new HashMap<>();
    // f′ = −1, f″ = 0
    table.put(Unary.Negate.class, new Derivative((g, x, y) -> g.constant(-1), ZERO));
    // f′ = f″ = y
    table.put(Unary.Exp.class, new Derivative((g, x, y) -> y, (g, x, y) -> y));
    // f′ = 1/x, f″ = −1/x²
    table.put(
        Unary.Log.class,
        new Derivative((g, x, y) -> g.power(x, -1), (g, x, y) -> g.negate(g.power(x, -2))));
    // f′ = 1/(1+x), f″ = −1/(1+x)²
    table.put(
        Unary.Log1p.class,
        new Derivative(
            (g, x, y) -> g.power(plusOne(g, x), -1),
            (g, x, y) -> g.negate(g.power(plusOne(g, x), -2))));
    // f′ = 1/(2y), f″ = −1/(4y³)
    table.put(
        Unary.Sqrt.class,
        new Derivative(
            (g, x, y) -> g.multiply(0.5, g.power(y, -1)),
            (g, x, y) -> g.multiply(-0.25, g.power(y, -3))));
    // f′ = cos x, f″ = −y
    table.put(Unary.Sin.class, new Derivative((g, x, y) -> g.cos(x), (g, x, y) -> g.negate(y)));
    // f′ = −sin x, f″ = −y
    table.put(
        Unary.Cos.class, new Derivative((g, x, y) -> g.negate(g.sin(x)), (g, x, y) -> g.negate(y)));
    // f′ = 4σ(2x)σ(−2x), f″ = −2y f′; 1 − y² would cancel where |y| is near 1
    table.put(
        Unary.Tanh.class,
        new Derivative(
            (g, x, y) -> tanhSlope(g, x),
            (g, x, y) -> g.multiply(g.multiply(-2, y), tanhSlope(g, x))));
    // f′ = σ(x)σ(−x), f″ = σ(x)σ(−x)(1 − 2σ(x)); 1 − σ(x) would cancel near 1
    table.put(
        Unary.Sigmoid.class,
        new Derivative(
            (g, x, y) -> logisticDensity(g, x),
            (g, x, y) -> g.multiply(logisticDensity(g, x), oneMinus(g, g.multiply(2, y)))));
    // f′ = σ(x), f″ = σ(x)σ(−x)
    table.put(
        Unary.Softplus.class,
        new Derivative((g, x, y) -> g.sigmoid(x), (g, x, y) -> logisticDensity(g, x)));
    // f′ = 2/√π e^(−x²), f″ = −2x f′
    table.put(
        Unary.Erf.class,
        new Derivative(
            (g, x, y) -> gaussian(g, x),
            (g, x, y) -> g.multiply(g.multiply(-2, x), gaussian(g, x))));
    // f′ = step(x), f″ = 0
    table.put(Unary.Relu.class, new Derivative((g, x, y) -> g.step(x), ZERO));
    table.put(Unary.Step.class, new Derivative(ZERO, ZERO));
    // f′ = p xᵖ⁻¹, f″ = p(p − 1) xᵖ⁻²: see power()
    table.put(
        Unary.Power.class,
        new Derivative((g, x, y) -> power(g, x, y, 1), (g, x, y) -> power(g, x, y, 2)));
    return Map.copyOf(table);
  }

  private static Node plusOne(GraphBuilder g, Node x) {
    return g.add(g.constant(1), x);
  }

  private static Node oneMinus(GraphBuilder g, Node x) {
    return g.subtract(g.constant(1), x);
  }

  private static Node logisticDensity(GraphBuilder g, Node x) {
    return g.multiply(g.sigmoid(x), g.sigmoid(g.negate(x)));
  }

  private static Node tanhSlope(GraphBuilder g, Node x) {
    return g.multiply(4, logisticDensity(g, g.multiply(2, x)));
  }

  private static Node gaussian(GraphBuilder g, Node x) {
    return g.multiply(2 / Math.sqrt(Math.PI), g.exp(g.negate(g.multiply(x, x))));
  }

  /** p(p − 1)…(p − order + 1) x^(p − order), zero for an integer p from 0 to order − 1. */
  private static Node power(GraphBuilder g, Node x, Node y, int order) {
    double p = ((Unary.Power) y.op()).exponent();
    double factor = order == 1 ? p : p * (p - 1);
    return factor == 0 ? null : g.multiply(factor, g.power(x, p - order));
  }
}
