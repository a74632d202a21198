package io.sparkhessian.evaluate;

import io.sparkhessian.linalg.Rows;
import io.sparkhessian.linalg.SparseRows;
import java.io.Serializable;
import org.ejml.data.DMatrixRMaj;

/** The features of samples, n × d, dense or sparse. */
public sealed interface Features extends Serializable {
  /** Number of samples, n. */
  int samples();

  FeatureShape shape();

  /** Bytes in memory. */
  long bytes();

  /** A copy of the samples {@code from} to {@code to − 1}. */
  Features between(int from, int to);

  /** All numbers. */
  record Dense(DMatrixRMaj matrix) implements Features {
    @Override
    public int samples() {
      return matrix.numRows;
    }

    @Override
    public FeatureShape shape() {
      return FeatureShape.dense(matrix.numCols);
    }

    @Override
    public long bytes() {
      return (long) matrix.getNumElements() * Double.BYTES;
    }

    @Override
    public Features between(int from, int to) {
      return new Dense(Rows.copy(matrix, from, to));
    }
  }

  /** Only the nonzeros. */
  record Sparse(SparseRows rows) implements Features {
    @Override
    public int samples() {
      return rows.rows();
    }

    @Override
    public FeatureShape shape() {
      return FeatureShape.sparse(rows.columns(), rows.stored(), rows.rows());
    }

    @Override
    public long bytes() {
      return (long) rows.stored() * SparseRows.BYTES + (long) rows.rows() * Integer.BYTES;
    }

    @Override
    public Features between(int from, int to) {
      return new Sparse(rows.between(from, to));
    }
  }
}
