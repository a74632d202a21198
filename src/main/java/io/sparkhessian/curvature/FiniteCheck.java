package io.sparkhessian.curvature;

import java.util.Optional;

/** Looks for NaN and infinity, and says what it was found in. */
final class FiniteCheck {
  static final String ADVICE =
      "; look for an overflow or a log of zero at these parameters and data";

  private FiniteCheck() {}

  /** What is to be said of a number. */
  static Optional<String> of(String what, double value) {
    return Double.isFinite(value)
        ? Optional.empty()
        : Optional.of("%s is %s%s".formatted(what, value, ADVICE));
  }

  /** What is to be said of the entry {@code at} of a vector, that of a parameter. */
  static String entry(String what, double value, Problem problem, int at) {
    return "%s is %s at parameter %d, %s%s"
        .formatted(what, value, at, problem.placedName(at), ADVICE);
  }

  /**
   * The first infinity, else the first NaN, else −1: an infinity is where it comes from, while 0 ·
   * ∞ spreads as NaN to everything beside it.
   */
  static int worst(double[] values, int length) {
    if (allFinite(values, length)) {
      return -1;
    }
    int nan = -1;
    for (int i = 0; i < length; i++) {
      if (Double.isInfinite(values[i])) {
        return i;
      }
      if (nan < 0 && Double.isNaN(values[i])) {
        nan = i;
      }
    }
    return nan;
  }

  /** 0 · x is 0 for every finite x; four sums that the processor adds side by side. */
  private static boolean allFinite(double[] values, int length) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      first += 0 * values[i];
      second += 0 * values[i + 1];
      third += 0 * values[i + 2];
      fourth += 0 * values[i + 3];
    }
    for (; i < length; i++) {
      first += 0 * values[i];
    }
    return first + second + (third + fourth) == 0;
  }
}
