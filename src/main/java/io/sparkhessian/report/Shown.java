package io.sparkhessian.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * A number as a page shows it, and all of its digits, which sorting and copying use.
 *
 * @param exact every digit
 * @param text four digits
 */
public record Shown(String exact, String text) {
  public static Shown of(double value) {
    return new Shown(Double.toString(value), text(value));
  }

  static Shown of(long value) {
    return new Shown(Long.toString(value), String.format(Locale.ROOT, "%,d", value));
  }

  /** Four digits of it. */
  public static String text(double value) {
    double size = Math.abs(value);
    String text;
    if (value == 0) {
      text = "0";
    } else if (size >= 1e-3 && size < 1e6) {
      text = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
    } else {
      text =
          String.format(Locale.ROOT, "%.2e", value).replace("e+", "e").replaceAll("e(-?)0", "e$1");
    }
    return text.replace('-', '−');
  }
}
