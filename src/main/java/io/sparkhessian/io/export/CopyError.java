package io.sparkhessian.io.export;

/** Relative error of copied numbers; 0 if all are equal to the last bit. */
final class CopyError {
  private double largest;
  private double difference;

  void add(double copied, double stored) {
    largest = Math.max(largest, Math.abs(stored));
    if (Double.doubleToLongBits(copied) != Double.doubleToLongBits(stored)) {
      double apart = Math.abs(copied - stored);
      // Zeros of different signs differ too; the error of a NaN is infinite.
      difference =
          Math.max(
              difference,
              Double.isNaN(apart) ? Double.POSITIVE_INFINITY : Math.max(apart, Double.MIN_VALUE));
    }
  }

  /** Largest difference relative to the largest stored number. */
  double relative() {
    return difference == 0 ? 0 : Math.max(difference / largest, Double.MIN_VALUE);
  }
}
