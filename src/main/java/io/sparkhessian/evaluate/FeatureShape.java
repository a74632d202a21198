package io.sparkhessian.evaluate;

import io.sparkhessian.linalg.SparseRows;
import java.io.Serializable;

/**
 * The size of the features of samples.
 *
 * @param columns d
 * @param sparse whether those that are zero are left out
 * @param stored numbers of a sample that are held: d, or of sparse ones the average, rounded up,
 *     and at least 1
 */
public record FeatureShape(int columns, boolean sparse, int stored) implements Serializable {
  /** All numbers of each sample. */
  public static FeatureShape dense(int columns) {
    return new FeatureShape(columns, false, columns);
  }

  /**
   * Those that are not zero.
   *
   * @param nonzeros of all samples
   */
  public static FeatureShape sparse(int columns, long nonzeros, long samples) {
    long average = (nonzeros + samples - 1) / Math.max(1, samples);
    return new FeatureShape(columns, true, (int) Math.max(1, average));
  }

  /** Whether sparse features are best held so: at most a quarter of the numbers is not zero. */
  public boolean pays() {
    return 4L * stored <= columns;
  }

  /** Features of a sample that are not zero, on the average, where they are sparse; else 0. */
  public int nonzeros() {
    return sparse ? stored : 0;
  }

  /** Bytes that the features of a sample take. */
  public long bytes() {
    return sparse
        ? (long) stored * SparseRows.BYTES + Integer.BYTES
        : (long) columns * Double.BYTES;
  }
}
