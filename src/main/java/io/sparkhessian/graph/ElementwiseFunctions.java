package io.sparkhessian.graph;

/** The elementwise functions of a builder, one method per function. */
abstract class ElementwiseFunctions {

  /** Adds an operation, simplified, and returns its node. */
  public abstract Node add(Op op, Node... operands);

  public abstract Node constant(double number);

  public Node negate(Node x) {
    return add(new Unary.Negate(), x);
  }

  public Node exp(Node x) {
    return add(new Unary.Exp(), x);
  }

  public Node log(Node x) {
    return add(new Unary.Log(), x);
  }

  public Node log1p(Node x) {
    return add(new Unary.Log1p(), x);
  }

  public Node sqrt(Node x) {
    return add(new Unary.Sqrt(), x);
  }

  public Node sin(Node x) {
    return add(new Unary.Sin(), x);
  }

  public Node cos(Node x) {
    return add(new Unary.Cos(), x);
  }

  public Node tanh(Node x) {
    return add(new Unary.Tanh(), x);
  }

  public Node sigmoid(Node x) {
    return add(new Unary.Sigmoid(), x);
  }

  public Node softplus(Node x) {
    return add(new Unary.Softplus(), x);
  }

  public Node erf(Node x) {
    return add(new Unary.Erf(), x);
  }

  public Node relu(Node x) {
    return add(new Unary.Relu(), x);
  }

  public Node step(Node x) {
    return add(new Unary.Step(), x);
  }

  /** xᵖ for a fixed p. */
  public Node power(Node x, double exponent) {
    return add(new Unary.Power(exponent), x);
  }

  /** xʸ = exp(y ln x), for x &gt; 0. */
  public Node power(Node x, Node exponent) {
    return exp(multiply(exponent, log(x)));
  }

  public Node add(Node left, Node right) {
    return add(new Binary.Add(), left, right);
  }

  public Node subtract(Node left, Node right) {
    return add(new Binary.Subtract(), left, right);
  }

  /**
   * The elementwise product. A constant factor 0 gives 0 even where the other factor is not finite.
   */
  public Node multiply(Node left, Node right) {
    return add(new Binary.Multiply(), left, right);
  }

  public Node multiply(double factor, Node x) {
    return multiply(constant(factor), x);
  }

  /** The elementwise quotient. A constant dividend 0 gives 0 even where the divisor is 0 or NaN. */
  public Node divide(Node left, Node right) {
    return add(new Binary.Divide(), left, right);
  }
}
