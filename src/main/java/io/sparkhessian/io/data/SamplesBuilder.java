package io.sparkhessian.io.data;

import io.sparkhessian.evaluate.FeatureShape;
import io.sparkhessian.evaluate.Features;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.SparseRows;
import io.sparkhessian.linalg.SparseRowsBuilder;
import org.ejml.data.DMatrixRMaj;

/** Fills samples row by row, their features sparse or dense as their shape says. */
final class SamplesBuilder {
  private final FeatureShape shape;
  private final DMatrixRMaj dense;
  private final SparseRowsBuilder sparse;
  private final DMatrixRMaj labels;
  private final DMatrixRMaj weights;
  private int filled;

  /**
   * @param nonzeros how many features are not zero, where they are sparse, or more
   */
  SamplesBuilder(int count, FeatureShape shape, long nonzeros, int labels) {
    this.shape = shape;
    this.sparse =
        new SparseRowsBuilder(
            shape.sparse() ? count : 0, Math.toIntExact(shape.sparse() ? nonzeros : 0));
    this.dense = new DMatrixRMaj(shape.sparse() ? 0 : count, shape.columns());
    this.labels = new DMatrixRMaj(count, labels);
    this.weights = new DMatrixRMaj(count, 1);
  }

  boolean isFull() {
    return filled == weights.numRows;
  }

  void add(RowBatch batch, int row) {
    int from = row * batch.width();
    if (shape.sparse()) {
      sparse.addRow(batch.sparse(), row);
    } else if (batch.sparse() != null) {
      expand(batch.sparse(), row);
    } else {
      int d = shape.columns();
      System.arraycopy(batch.values(), from, dense.data, filled * d, d);
      from += d;
    }
    int m = labels.numCols;
    System.arraycopy(batch.values(), from, labels.data, filled * m, m);
    weights.data[filled++] = batch.values()[from + m];
  }

  private void expand(SparseRows rows, int row) {
    for (int k = rows.start(row); k < rows.start(row + 1); k++) {
      dense.data[filled * shape.columns() + rows.column(k)] = rows.value(k);
    }
  }

  Samples build() {
    Features features =
        shape.sparse()
            ? new Features.Sparse(sparse.build(shape.columns()))
            : new Features.Dense(dense);
    return new Samples(features, labels, weights);
  }
}
