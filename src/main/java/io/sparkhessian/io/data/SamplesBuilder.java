package io.sparkhessian.io.data;

import io.sparkhessian.evaluate.FeatureShape;
import io.sparkhessian.evaluate.Features;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.linalg.SparseRows;
import io.sparkhessian.linalg.SparseRowsBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** Fills samples row by row; the shape says whether the features are sparse. */
final class SamplesBuilder {
  private final FeatureShape shape;
  private final DMatrixRMaj dense;
  private final SparseRowsBuilder sparse;
  private final Map<String, DMatrixRMaj> rows = new LinkedHashMap<>();
  private final DMatrixRMaj[] matrices; // of rows, in order
  private final int count;
  private int filled;

  /**
   * @param nonzeros an upper bound of the number of features that are not zero, where sparse
   * @param others lengths of the rows between features and weight
   */
  SamplesBuilder(int count, FeatureShape shape, long nonzeros, Map<String, Integer> others) {
    this.count = count;
    this.shape = shape;
    this.sparse =
        new SparseRowsBuilder(
            shape.sparse() ? count : 0, Math.toIntExact(shape.sparse() ? nonzeros : 0));
    this.dense = new DMatrixRMaj(shape.sparse() ? 0 : count, shape.columns());
    others.forEach((name, width) -> rows.put(name, new DMatrixRMaj(count, width)));
    rows.put(Leaf.SampleInput.WEIGHT, new DMatrixRMaj(count, 1));
    this.matrices = rows.values().toArray(DMatrixRMaj[]::new);
  }

  boolean isFull() {
    return filled == count;
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
    for (DMatrixRMaj matrix : matrices) {
      int width = matrix.numCols;
      System.arraycopy(batch.values(), from, matrix.data, filled * width, width);
      from += width;
    }
    filled++;
  }

  private void expand(SparseRows from, int row) {
    for (int k = from.start(row); k < from.start(row + 1); k++) {
      dense.data[filled * shape.columns() + from.column(k)] = from.value(k);
    }
  }

  Samples build() {
    Features features =
        shape.sparse()
            ? new Features.Sparse(sparse.build(shape.columns()))
            : new Features.Dense(dense);
    return new Samples(features, rows);
  }
}
