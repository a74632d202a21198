package io.sparkhessian.io.data;

import io.sparkhessian.linalg.SparseRows;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Successive rows as numbers, on their way into samples.
 *
 * @param width length of a row in {@code values}: features unless they are sparse, the other rows
 *     of {@link RowLayout}, weight
 * @param sparse the features; null where they are not sparse
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
record RowBatch(int width, double[] values, SparseRows sparse) implements Serializable {
  int rows() {
    return values.length / width;
  }

  /** A copy of the rows {@code from} to {@code to − 1}. */
  RowBatch between(int from, int to) {
    return new RowBatch(
        width,
        Arrays.copyOfRange(values, from * width, to * width),
        sparse == null ? null : sparse.between(from, to));
  }
}
