package io.sparkhessian.curvature.sites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ArrayPoolTest {
  private final ArrayPool buffers = new ArrayPool();

  @Test
  void reusesTheSmallestFittingArray() {
    double[] large = buffers.take(10, 10);
    double[] small = buffers.take(8, 10);
    buffers.giveBack(large);
    buffers.giveBack(small);
    assertSame(small, buffers.take(7, 10));
    assertSame(large, buffers.take(7, 10));
  }

  /** Otherwise, small requests would occupy large arrays, which would be allocated anew. */
  @Test
  void doesNotReuseMuchLargerArrays() {
    double[] large = buffers.take(100, 100);
    buffers.giveBack(large);
    assertNotSame(large, buffers.take(49, 100));
    assertSame(large, buffers.take(100, 100));
  }

  /** Many stretches with two kinds of matrices: the sizes do not drift. */
  @Test
  void twoKindsOfMatricesKeepTheirSizes() {
    long made = 0;
    for (int stretch = 0; stretch < 50; stretch++) {
      double[] g = buffers.take(4096, 16);
      double[] u = buffers.take(64, 16);
      made = Math.max(made, g.length + u.length);
      buffers.giveBack(g);
      buffers.giveBack(u);
    }
    assertEquals((4096 + 64) * 16, made);
  }

  @Test
  void boundsTheFreeArrays() {
    int samples = (int) (ArrayPool.OUTLASTING / Double.BYTES / 4);
    double[][] all = new double[6][];
    for (int i = 0; i < all.length; i++) {
      all[i] = buffers.take(1, samples);
    }
    for (double[] each : all) {
      buffers.giveBack(each);
    }
    buffers.trim();
    for (int i = 2; i < all.length; i++) {
      assertSame(all[i], buffers.take(1, samples));
    }
    assertNotSame(all[0], buffers.take(1, samples));
  }

  @Test
  void tooManyNumbersAreAnError() {
    assertThrows(ArithmeticException.class, () -> buffers.take(1 << 20, 1 << 12));
  }
}
