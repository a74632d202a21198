package io.sparkhessian.evaluate.kernels;

import io.sparkhessian.graph.Product;
import io.sparkhessian.graph.Type;
import io.sparkhessian.linalg.SparseRows;
import java.util.Arrays;

/** Products with the sparse features of a chunk, direction by direction. */
final class SparseProductKernels {
  private SparseProductKernels() {}

  /** X·B or X·Bᵀ. */
  static void matMul(Call call) {
    SparseRows x = call.features();
    Type b = call.type(1);
    int width = call.node().type().columns();
    for (int d = 0; d < call.outDirections(); d++) {
      int out = d * x.rows() * width;
      if (((Product.MatMul) call.node().op()).transposeRight()) {
        x.multiplyTransposed(call.operand(1), call.offset(b, d), width, call.out().data, out);
      } else {
        x.multiply(call.operand(1), call.offset(b, d), width, call.out().data, out);
      }
    }
  }

  /** Xᵀ·B or Aᵀ·X. */
  static void contract(Call call) {
    if (!call.accumulate()) {
      Arrays.fill(call.out().data, 0, call.out().getNumElements(), 0);
    }
    SparseRows x = call.features();
    int other = call.isSparse(0) ? 1 : 0;
    Type type = call.type(other);
    for (int d = 0; d < call.outDirections(); d++) {
      double[] factor = call.operand(other);
      int from = call.offset(type, d);
      int out = d * call.node().type().size();
      if (other == 1) {
        x.addTransposed(factor, from, type.columns(), call.out().data, out);
      } else {
        x.addContracted(factor, from, type.columns(), call.out().data, out);
      }
    }
  }
}
