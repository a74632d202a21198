package io.sparkhessian.quantity;

import io.sparkhessian.distributed.plan.Amounts;
import java.util.Locale;

/** Formats of numbers in the summary. */
public final class Numbers {
  private Numbers() {}

  /** Returns the value with three significant digits. */
  public static String brief(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }

  /** Returns the value with ten significant digits. */
  public static String precise(double value) {
    return String.format(Locale.ROOT, "%.10g", value);
  }

  /** Returns a relative error with two significant digits. */
  public static String error(double value) {
    return String.format(Locale.ROOT, "%.1e", value);
  }

  /** Returns the count of negative values, such as "none negative". */
  public static String negative(long count) {
    return count == 0 ? "none negative" : Amounts.count(count) + " negative";
  }
}
