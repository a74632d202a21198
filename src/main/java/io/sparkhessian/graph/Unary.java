package io.sparkhessian.graph;

import java.util.List;

/** An elementwise function of one operand. */
public sealed interface Unary extends Op {

  @Override
  default Type infer(List<Type> operands) {
    return operands.get(0);
  }

  /** −x. */
  record Negate() implements Unary {}

  /** eˣ. */
  record Exp() implements Unary {}

  /** ln x, for x &gt; 0. */
  record Log() implements Unary {}

  /** ln(1 + x), accurate for small x. */
  record Log1p() implements Unary {}

  /** √x, for x &gt; 0. */
  record Sqrt() implements Unary {}

  record Sin() implements Unary {}

  record Cos() implements Unary {}

  record Tanh() implements Unary {}

  /** 1 / (1 + e⁻ˣ). */
  record Sigmoid() implements Unary {}

  /** ln(1 + eˣ), stable for large |x|. */
  record Softplus() implements Unary {}

  /** 2/√π ∫₀ˣ e^(−t²) dt. */
  record Erf() implements Unary {}

  /** max(x, 0); its derivative at 0 is 0. */
  record Relu() implements Unary {}

  /** 1 where x &gt; 0, else 0; its derivative is 0 everywhere. */
  record Step() implements Unary {}

  /** xᵖ for a fixed p. */
  record Power(double exponent) implements Unary {
    @Override
    public String label() {
      return "power " + exponent;
    }
  }
}
