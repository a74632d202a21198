package io.sparkhessian.linalg;

/** The Euclidean norm of numbers whose squares may overflow or vanish. */
public final class Norm {
  private Norm() {}

  /** A power of two keeps the squares in range and the bits as they are. */
  public static double of(double[] numbers, int from, int to) {
    double largest = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, Math.abs(numbers[i]));
    }
    int exponent = Math.getExponent(largest);
    double sum = 0;
    for (int i = from; i < to; i++) {
      double scaled = Math.scalb(numbers[i], -exponent);
      sum += scaled * scaled;
    }
    return Math.scalb(Math.sqrt(sum), exponent);
  }

  /** The same of all numbers. */
  public static double of(double[] numbers) {
    return of(numbers, 0, numbers.length);
  }
}
