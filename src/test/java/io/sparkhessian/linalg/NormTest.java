package io.sparkhessian.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NormTest {
  private static double norm(double... numbers) {
    return Norm.of(numbers);
  }

  @Test
  void neitherOverflowsNorUnderflows() {
    assertEquals(0, norm(0, -0.0));
    assertEquals(5, norm(3, -4));
    assertEquals(5 * 0x1p1000, norm(3 * 0x1p1000, 4 * 0x1p1000));
    assertEquals(5 * 0x1p-1060, norm(3 * 0x1p-1060, 4 * 0x1p-1060));
    assertEquals(Math.sqrt(0.01 + 0.09), norm(0.1, 0.3), 1e-16);
  }

  @Test
  void theMaximumIsTheLargestAbsoluteValue() {
    assertEquals(0, Norm.maximum(new double[0]));
    assertEquals(4, Norm.maximum(new double[] {3, -4, 1}));
    assertEquals(3, Norm.maximum(new double[] {-9, 3, -2, 8}, 1, 3));
    assertEquals(Double.NaN, Norm.maximum(new double[] {1, Double.NaN, Double.POSITIVE_INFINITY}));
  }
}
