package io.sparkhessian.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as a page shows them. */
public final class Shown {
  private Shown() {}

  /** All digits of a whole number. */
  public static String text(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace('-', '−');
  }

  /** Four digits of it; a dash for what is not known. */
  public static String text(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
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
