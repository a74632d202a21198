package io.sparkhessian.io.export;

/** How far copied numbers are from the stored ones: 0 where all are the same, to the last bit. */
final class CopyError {
  private double largest;
  private double difference;

  void add(double copied, double stored) {
    largest = Math.max(largest, Math.abs(stored));
    if (Double.doubleToLongBits(copied) != Double.doubleToLongBits(stored)) {
      double apart = Math.abs(copied - stored);
      // Zeros of two signs are apart too; what is not finite is infinitely far away.
      difference =
          Math.max(
              difference,
              Double.isNaN(apart) ? Double.POSITIVE_INFINITY : Math.max(apart, Double.MIN_VALUE));
    }
  }

  /** The largest difference, relative to the largest stored number. */
  double relative() {
    return difference == 0 ? 0 : Math.max(difference / largest, Double.MIN_VALUE);
  }
}
