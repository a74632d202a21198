package io.sparkhessian.evaluate.kernels;

import io.sparkhessian.graph.Product;
import io.sparkhessian.graph.Type;
import io.sparkhessian.linalg.View;

/** Matrix products, as few and as large as the memory layout allows. */
final class ProductKernels {
  private ProductKernels() {}

  /** A·B or A·Bᵀ; without directions of B, one product covers all directions. */
  static void matMul(Call call) {
    if (call.isSparse(0)) {
      SparseProductKernels.matMul(call);
      return;
    }
    boolean transposed = ((Product.MatMul) call.node().op()).transposeRight();
    Type a = call.type(0);
    Type b = call.type(1);
    int inner = a.columns();
    int columns = call.node().type().columns();
    int blocks = b.directional() ? call.directions() : 1;
    int rows = call.out().numRows / blocks;
    if (blocks > 1 && !a.directional() && columns == 1 && transposed) {
      multiplyRowTangents(call, blocks, rows, inner);
      return;
    }
    for (int d = 0; d < blocks; d++) {
      View left = View.of(call.operand(0), call.offset(a, d), rows, inner);
      View right = View.of(call.operand(1), call.offset(b, d), b.rows(), b.columns());
      View out = View.of(call.out().data, d * rows * columns, rows, columns);
      call.dense().multiply(left, transposed ? right.transpose() : right, 0, out);
    }
  }

  /** One output unit: the directions of B are the rows of one matrix, and Z = B·Aᵀ. */
  private static void multiplyRowTangents(Call call, int directions, int rows, int inner) {
    View left = View.of(call.operand(1), directions, inner);
    View right = View.of(call.operand(0), rows, inner).transpose();
    call.dense().multiply(left, right, 0, View.of(call.out().data, directions, rows));
  }

  /** Aᵀ·B for each direction. */
  static void contract(Call call) {
    if (call.isSparse(0) || call.isSparse(1)) {
      SparseProductKernels.contract(call);
      return;
    }
    Type a = call.type(0);
    Type b = call.type(1);
    int inner = call.rowsPerDirection(a);
    double beta = call.accumulate() ? 1 : 0;
    if (a.directional() && !b.directional() && a.columns() == 1) {
      contractColumnCotangents(call, inner, b.columns(), beta);
      return;
    }
    int rows = a.columns();
    int columns = b.columns();
    for (int d = 0; d < call.outDirections(); d++) {
      View left = View.of(call.operand(0), call.offset(a, d), inner, rows).transpose();
      View right = View.of(call.operand(1), call.offset(b, d), inner, columns);
      View out = View.of(call.out().data, d * rows * columns, rows, columns);
      call.dense().multiply(left, right, beta, out);
    }
  }

  /** One output unit: the directions of A are the rows of one matrix, and Z = A·B. */
  private static void contractColumnCotangents(Call call, int inner, int columns, double beta) {
    View left = View.of(call.operand(0), call.directions(), inner);
    View right = View.of(call.operand(1), inner, columns);
    call.dense().multiply(left, right, beta, View.of(call.out().data, call.directions(), columns));
  }
}
