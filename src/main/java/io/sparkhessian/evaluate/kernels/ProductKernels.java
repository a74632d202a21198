package io.sparkhessian.evaluate.kernels;

import io.sparkhessian.graph.Product;
import io.sparkhessian.graph.Type;

/** Matrix products, as few and as large as the layout allows. */
final class ProductKernels {
  private ProductKernels() {}

  /** A·B or A·Bᵀ; a B without directions serves the rows of all directions at once. */
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
      rowTangents(call, blocks, rows, inner);
      return;
    }
    for (int d = 0; d < blocks; d++) {
      call.dense()
          .multiply(
              false,
              transposed,
              rows,
              columns,
              inner,
              call.operand(0),
              call.offset(a, d),
              inner,
              call.operand(1),
              call.offset(b, d),
              b.columns(),
              0,
              call.out().data,
              d * rows * columns,
              columns);
    }
  }

  /** One output unit: the directions of B are the rows of one matrix, and z is B·Aᵀ. */
  private static void rowTangents(Call call, int directions, int rows, int inner) {
    call.dense()
        .multiply(
            false,
            true,
            directions,
            rows,
            inner,
            call.operand(1),
            0,
            inner,
            call.operand(0),
            0,
            inner,
            0,
            call.out().data,
            0,
            rows);
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
      columnCotangents(call, inner, b.columns(), beta);
      return;
    }
    int rows = a.columns();
    int columns = b.columns();
    for (int d = 0; d < call.outDirections(); d++) {
      call.dense()
          .multiply(
              true,
              false,
              rows,
              columns,
              inner,
              call.operand(0),
              call.offset(a, d),
              rows,
              call.operand(1),
              call.offset(b, d),
              columns,
              beta,
              call.out().data,
              d * rows * columns,
              columns);
    }
  }

  /** One output unit: the directions of A are the rows of one matrix, and z is A·B. */
  private static void columnCotangents(Call call, int inner, int columns, double beta) {
    call.dense()
        .multiply(
            false,
            false,
            call.directions(),
            columns,
            inner,
            call.operand(0),
            0,
            inner,
            call.operand(1),
            0,
            columns,
            beta,
            call.out().data,
            0,
            columns);
  }
}
