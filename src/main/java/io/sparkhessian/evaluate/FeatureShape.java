package io.sparkhessian.evaluate;

import io.sparkhessian.linalg.SparseRows;
import java.io.Serializable;

/**
 * The shape and storage of features.
 *
 * @param columns d
 * @param sparse whether only nonzeros are stored
 * @param stored stored numbers per sample: d, or for sparse features the average, rounded up to at
 *     least 1
 */
public record FeatureShape(int columns, boolean sparse, int stored) implements Serializable {
  /** The shape of dense features. */
  public static FeatureShape dense(int columns) {
    return new FeatureShape(columns, false, columns);
  }

  /**
   * The shape of sparse features.
   *
   * @param nonzeros number of nonzeros of all samples
   */
  public static FeatureShape sparse(int columns, long nonzeros, long samples) {
    long average = (nonzeros + samples - 1) / Math.max(1, samples);
    return new FeatureShape(columns, true, (int) Math.max(1, average));
  }

  /** Whether sparse storage pays off: at most a quarter of the numbers is nonzero. */
  public boolean pays() {
    return 4L * stored <= columns;
  }

  /** Average number of nonzeros of a sample's sparse features; 0 for dense features. */
  public int nonzeros() {
    return sparse ? stored : 0;
  }

  /** Bytes of the features of a sample. */
  public long bytes() {
    return sparse
        ? (long) stored * SparseRows.BYTES + Integer.BYTES
        : (long) columns * Double.BYTES;
  }
}
