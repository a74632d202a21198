package io.sparkhessian.evaluate;

import io.sparkhessian.linalg.SparseRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The data an objective is summed over: n samples in a fixed order.
 *
 * @param features n × d
 * @param labels n × m; m is 0 where the objective has no labels
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

  /** Samples with every feature of each. */
  public Samples(DMatrixRMaj features, DMatrixRMaj labels, DMatrixRMaj weights) {
    this(new Features.Dense(features), labels, weights);
  }

  /** Samples with the features that are not zero. */
  public Samples(SparseRows features, DMatrixRMaj labels, DMatrixRMaj weights) {
    this(new Features.Sparse(features), labels, weights);
  }

  /** No samples at all, for an objective that is a function of its parameters alone. */
  public static Samples none() {
    return new Samples(new DMatrixRMaj(0, 0), new DMatrixRMaj(0, 0), new DMatrixRMaj(0, 1));
  }

  /** The number of samples, n. */
  public int count() {
    return features.samples();
  }

  /** Bytes that they take: features, labels and weights. */
  public long bytes() {
    return features.bytes() + (labels.numCols + 1L) * count() * Double.BYTES;
  }

  /**
   * The features, n × d, where they are dense.
   *
   * @throws IllegalStateException where they are sparse
   */
  public DMatrixRMaj dense() {
    if (features instanceof Features.Dense all) {
      return all.matrix();
    }
    throw new IllegalStateException("sparse features where dense ones are needed");
  }

  /**
   * The features that are not zero, n × d, where they are sparse.
   *
   * @throws IllegalStateException where they are dense
   */
  public SparseRows sparse() {
    if (features instanceof Features.Sparse some) {
      return some.rows();
    }
    throw new IllegalStateException("dense features where sparse ones are needed");
  }

  /** Whether this very matrix is one of those held here. */
  @SuppressWarnings("ReferenceEquality")
  boolean holds(DMatrixRMaj matrix) {
    boolean feature = features instanceof Features.Dense all && matrix == all.matrix();
    return feature || matrix == labels || matrix == weights;
  }

  /** Σ w: of each group by itself, then of the groups in their order. */
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

  /** The samples in groups of {@code size}, the last one smaller, in order. */
  public List<Samples> chunks(int size) {
    List<Samples> chunks = new ArrayList<>();
    for (int from = 0; from < count(); from += size) {
      chunks.add(between(from, Math.min(count(), from + size)));
    }
    return chunks;
  }

  /** A copy of the samples {@code from} to {@code to − 1}. */
  public Samples between(int from, int to) {
    return new Samples(features.between(from, to), rows(labels, from, to), rows(weights, from, to));
  }

  static DMatrixRMaj rows(DMatrixRMaj matrix, int from, int to) {
    int width = matrix.numCols;
    DMatrixRMaj part = new DMatrixRMaj(to - from, width);
    System.arraycopy(matrix.data, from * width, part.data, 0, (to - from) * width);
    return part;
  }
}
