package io.sparkhessian.quantity;

import io.sparkhessian.distributed.plan.Amounts;
import java.util.Locale;

/** Numbers in the lines of summaries. */
public final class Numbers {
  private Numbers() {}

  /** Returns three significant digits. */
  public static String brief(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }

  /** Returns ten significant digits. */
  public static String precise(double value) {
    return String.format(Locale.ROOT, "%.10g", value);
  }

  /** Returns how many of some numbers are negative. */
  public static String negative(long count) {
    return count == 0 ? "none negative" : Amounts.count(count) + " negative";
  }
}
