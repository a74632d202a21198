package io.sparkhessian.graph;

import java.util.List;

/** A matrix product; the two kinds are closed under differentiation. */
public sealed interface Product extends Op {

  /**
   * A·B, or A·Bᵀ: the rows of A, one or more a sample or shared, times the shared matrix B. A
   * linear layer is {@code MatMul(true)} of its input and its weight (outputs × inputs).
   */
  record MatMul(boolean transposeRight) implements Product {
    @Override
    public Type infer(List<Type> operands) {
      Type left = operands.get(0);
      Type right = operands.get(1);
      if (right.perSample()) {
        throw new TypeException("the right factor is " + right + "; it has to be shared");
      }
      int inner = transposeRight ? right.columns() : right.rows();
      if (left.columns() != inner) {
        throw new TypeException(
            "%s times %s%s".formatted(left, right, transposeRight ? " transposed" : ""));
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

  /** Aᵀ·B, summed over the rows, and over the samples where A and B have one matrix a sample. */
  record Contract() implements Product {
    @Override
    public Type infer(List<Type> operands) {
      Type left = operands.get(0);
      Type right = operands.get(1);
      if (left.perSample() != right.perSample() || left.rows() != right.rows()) {
        throw new TypeException("%s transposed times %s".formatted(left, right));
      }
      return new Type(
          left.directional() || right.directional(), false, left.columns(), right.columns());
    }
  }
}
