package io.sparkhessian.linalg;

/** Norms of vectors. */
public final class Norm {
  private Norm() {}

  /**
   * The Euclidean norm of the elements {@code from} to {@code to − 1}, even if their squares
   * overflow or underflow. Scaling by a power of two changes no bits.
   */
  public static double of(double[] numbers, int from, int to) {
    int exponent = Math.getExponent(maximum(numbers, from, to));
    double sum = 0;
    for (int i = from; i < to; i++) {
      double scaled = Math.scalb(numbers[i], -exponent);
      sum += scaled * scaled;
    }
    return Math.scalb(Math.sqrt(sum), exponent);
  }

  /** The Euclidean norm of all elements, even if their squares overflow or underflow. */
  public static double of(double[] numbers) {
    return of(numbers, 0, numbers.length);
  }

  /** The maximum norm of the elements {@code from} to {@code to − 1}; NaN if an element is NaN. */
  public static double maximum(double[] numbers, int from, int to) {
    double largest = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, Math.abs(numbers[i]));
    }
    return largest;
  }

  /** The maximum norm of all elements; NaN if an element is NaN. */
  public static double maximum(double[] numbers) {
    return maximum(numbers, 0, numbers.length);
  }
}
