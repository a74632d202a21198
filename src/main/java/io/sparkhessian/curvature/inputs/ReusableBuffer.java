package io.sparkhessian.curvature.inputs;

/** A reusable buffer, because allocation is expensive (page faults). */
final class ReusableBuffer {
  private double[] numbers = {};

  /** An array of at least {@code count} numbers with undefined content. */
  double[] of(long count) {
    if (numbers.length < count) {
      numbers = new double[Math.toIntExact(count)];
    }
    return numbers;
  }
}
