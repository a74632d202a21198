package io.sparkhessian.curvature.inputs;

/** Numbers that are used again and again: fresh memory is dear, its pages have to be faulted in. */
final class Room {
  private double[] numbers = {};

  /** So many at least; what they hold is undefined. */
  double[] of(long count) {
    if (numbers.length < count) {
      numbers = new double[Math.toIntExact(count)];
    }
    return numbers;
  }
}
