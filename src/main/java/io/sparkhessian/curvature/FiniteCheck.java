package io.sparkhessian.curvature;

import java.util.Optional;
import java.util.function.IntFunction;

/** Finds NaN and infinity in numbers and describes them. */
final class FiniteCheck {
  static final String ADVICE =
      "; look for an overflow or a log of zero at these parameters and data";

  private FiniteCheck() {}

  /** A description of a number; empty if it is finite. */
  static Optional<String> of(String what, double value) {
    return Double.isFinite(value)
        ? Optional.empty()
        : Optional.of("%s is %s%s".formatted(what, value, ADVICE));
  }

  /** A description of the entry of a vector at a parameter. */
  static String entry(String what, double value, Problem problem, int at) {
    return "%s is %s at parameter %d, %s%s"
        .formatted(what, value, at, problem.placedName(at), ADVICE);
  }

  /** The worst number, as described by {@code describe} from its index; empty if all are finite. */
  static Optional<NonFinite> find(double[] values, int length, IntFunction<NonFinite> describe) {
    int worst = worst(values, length);
    return worst < 0 ? Optional.empty() : Optional.of(describe.apply(worst));
  }

  /**
   * Index of the first infinity, else of the first NaN, else −1. An infinity points to the origin,
   * whereas NaN spreads by 0 · ∞.
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

  /**
   * Whether all numbers are finite, as 0 · x is 0 only for finite x. The processor adds the four
   * sums in parallel.
   */
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
