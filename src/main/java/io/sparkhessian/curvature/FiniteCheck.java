package io.sparkhessian.curvature;

import io.sparkhessian.Failure;
import org.ejml.data.DMatrixRMaj;

/** Stops at a NaN or an infinity, with the name of what it was found in. */
final class FiniteCheck {
  private static final String ADVICE =
      "; look for an overflow or a log of zero at these parameters and data";

  private FiniteCheck() {}

  static void require(String what, double value) {
    if (!Double.isFinite(value)) {
      throw Failure.numbers("%s is %s%s".formatted(what, value, ADVICE));
    }
  }

  /** Checks entries that stand for the parameters from {@code first} on. */
  static void require(String what, double[] values, Problem problem, int first) {
    require(what, values, problem, first, ADVICE);
  }

  /** Checks a product with a vector that was given. */
  static void requireProduct(String what, double[] product, Problem problem) {
    require(what, product, problem, 0, ADVICE + ", or for huge numbers in the vector");
  }

  private static void require(
      String what, double[] values, Problem problem, int first, String advice) {
    int i = worst(values, values.length);
    if (i >= 0) {
      throw Failure.numbers(
          "%s is %s at parameter %d, %s%s"
              .formatted(what, values[i], first + i, problem.elementName(first + i), advice));
    }
  }

  /** Checks the entries of a window of the Hessian. */
  static void requireEntries(DMatrixRMaj rows, Window window, Problem problem) {
    int i = worst(rows.data, rows.getNumElements());
    if (i >= 0) {
      int row = window.from() + i / rows.numCols;
      int column = window.start() + i % rows.numCols;
      throw Failure.numbers(
          "the Hessian is %s at (%s, %s)%s"
              .formatted(
                  rows.data[i], problem.elementName(row), problem.elementName(column), ADVICE));
    }
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
