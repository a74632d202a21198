package io.sparkhessian.graph;

import java.util.List;

/** A matrix product; the two kinds are closed under differentiation. */
public sealed interface Product extends Op {

  /**
   * A·B or A·Bᵀ, with per-sample or shared rows A and a shared matrix B. A linear layer is {@code
   * MatMul(true)} of its input and its weight (outputs × inputs).
   */
  record MatMul(boolean transposeRight) implements Product {
    @Override
    public Type infer(List<Type> operands) {
      Type left = operands.get(0);
      Type right = operands.get(1);
      if (right.perSample()) {
        throw new TypeException("the right factor is " + right + "; it must be shared");
      }
      int inner = transposeRight ? right.columns() : right.rows();
      if (left.columns() != inner) {
        throw new TypeException(
            "cannot multiply %s by %s%s"
                .formatted(left, right, transposeRight ? " transposed" : ""));
      }
      return new Type(
          left.directional() || right.directional(),
          left.perSample(),
          left.rows(),
          transposeRight ? right.rows() : right.columns());
    }

    @Override
    public String label() {
      return transposeRight ? "matMulTransposed" : "matMul";
    }
  }

  /** Aᵀ·B, summed over the rows and, for per-sample A and B, over the samples. */
  record Contract() implements Product {
    @Override
    public Type infer(List<Type> operands) {
      Type left = operands.get(0);
      Type right = operands.get(1);
      if (left.perSample() != right.perSample() || left.rows() != right.rows()) {
        throw new TypeException("cannot multiply %s transposed by %s".formatted(left, right));
      }
      return new Type(
          left.directional() || right.directional(), false, left.columns(), right.columns());
    }
  }
}
