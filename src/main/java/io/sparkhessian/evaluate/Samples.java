package io.sparkhessian.evaluate;

import io.sparkhessian.linalg.Rows;
import io.sparkhessian.linalg.SparseRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The samples of an objective, n in a fixed order.
 *
 * @param features n × d
 * @param labels n × m; m = 0 for an objective without labels
 * @param weights n × 1
 */
public record Samples(Features features, DMatrixRMaj labels, DMatrixRMaj weights)
    implements Serializable {

  public Samples {
    int n = features.samples();
    if (labels.numRows != n || weights.numRows != n || weights.numCols != 1) {
      throw new IllegalArgumentException(
          "%d rows of features, %d of labels, %d × %d weights"
              .formatted(n, labels.numRows, weights.numRows, weights.numCols));
    }
  }

  /** Samples with dense features. */
  public Samples(DMatrixRMaj features, DMatrixRMaj labels, DMatrixRMaj weights) {
    this(new Features.Dense(features), labels, weights);
  }

  /** Samples with sparse features. */
  public Samples(SparseRows features, DMatrixRMaj labels, DMatrixRMaj weights) {
    this(new Features.Sparse(features), labels, weights);
  }

  /** No samples, for an objective that depends only on its parameters. */
  public static Samples none() {
    return new Samples(new DMatrixRMaj(0, 0), new DMatrixRMaj(0, 0), new DMatrixRMaj(0, 1));
  }

  /** The number of samples, n. */
  public int count() {
    return features.samples();
  }

  /** Bytes of features, labels and weights. */
  public long bytes() {
    return features.bytes() + (labels.numCols + 1L) * count() * Double.BYTES;
  }

  /**
   * The dense features, n × d.
   *
   * @throws IllegalStateException if the features are sparse
   */
  public DMatrixRMaj dense() {
    if (features instanceof Features.Dense all) {
      return all.matrix();
    }
    throw new IllegalStateException("the features are sparse, but must be dense");
  }

  /**
   * The sparse features, n × d.
   *
   * @throws IllegalStateException if the features are dense
   */
  public SparseRows sparse() {
    if (features instanceof Features.Sparse some) {
      return some.rows();
    }
    throw new IllegalStateException("the features are dense, but must be sparse");
  }

  /** Whether the matrix (by identity) is one of these samples' matrices. */
  @SuppressWarnings("ReferenceEquality")
  boolean holds(DMatrixRMaj matrix) {
    boolean feature = features instanceof Features.Dense all && matrix == all.matrix();
    return feature || matrix == labels || matrix == weights;
  }

  /** Total weight Σ w, summed within each group and then over the groups in order. */
  public double totalWeight() {
    int size = Grouping.of(this).size();
    double total = 0;
    for (int from = 0; from < count(); from += size) {
      double group = 0;
      for (int s = from; s < Math.min(count(), from + size); s++) {
        group += weights.data[s];
      }
      total += group;
    }
    return total;
  }

  /** The samples in chunks of {@code size}, in order; the last chunk may be smaller. */
  public List<Samples> chunks(int size) {
    List<Samples> chunks = new ArrayList<>();
    for (int from = 0; from < count(); from += size) {
      chunks.add(between(from, Math.min(count(), from + size)));
    }
    return chunks;
  }

  /** A copy of the samples {@code from} to {@code to − 1}. */
  public Samples between(int from, int to) {
    return new Samples(
        features.between(from, to), Rows.copy(labels, from, to), Rows.copy(weights, from, to));
  }
}
