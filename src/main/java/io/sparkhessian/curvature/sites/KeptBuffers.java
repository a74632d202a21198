package io.sparkhessian.curvature.sites;

import java.util.ArrayList;
import java.util.List;

/**
 * Arrays that hold something of several chunks, used again where one fits: at least as long as
 * asked for, and not over twice as long.
 */
final class KeptBuffers {
  /** Bytes of free arrays that outlast a block of rows. */
  static final long OUTLASTING = 32L << 20;

  private final List<double[]> free = new ArrayList<>();

  /** An array of at least rows × samples numbers; what it holds is undefined. */
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

  /** Lets go of the arrays that were given back first, until the others are few enough to stay. */
  void trim() {
    long bytes = free.stream().mapToLong(array -> (long) array.length * Double.BYTES).sum();
    while (bytes > OUTLASTING) {
      bytes -= (long) free.remove(0).length * Double.BYTES;
    }
  }
}
