package io.sparkhessian.curvature.sites;

import java.util.ArrayList;
import java.util.List;

/**
 * A pool of arrays for data of several chunks. An array is reused if it is at least as long as
 * requested and at most twice as long.
 */
final class ArrayPool {
  /** Maximum bytes of free arrays kept after a block of rows. */
  static final long OUTLASTING = 32L << 20;

  private final List<double[]> free = new ArrayList<>();

  /** An array of at least rows × samples numbers with undefined content. */
  double[] take(int rows, int samples) {
    int numbers = Math.multiplyExact(rows, samples);
    int best = -1;
    for (int i = 0; i < free.size(); i++) {
      int length = free.get(i).length;
      boolean fits = length >= numbers && length / 2 <= numbers;
      if (fits && (best < 0 || length < free.get(best).length)) {
        best = i;
      }
    }
    return best < 0 ? new double[numbers] : free.remove(best);
  }

  void giveBack(double[] array) {
    free.add(array);
  }

  /** Drops free arrays, oldest first, until the others fit {@link #OUTLASTING}. */
  void trim() {
    long bytes = free.stream().mapToLong(array -> (long) array.length * Double.BYTES).sum();
    while (bytes > OUTLASTING) {
      bytes -= (long) free.remove(0).length * Double.BYTES;
    }
  }
}
