package io.sparkhessian.report.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Formats numbers for the page. */
public final class NumberFormat {
  private NumberFormat() {}

  /** A whole number with all digits. */
  public static String text(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace('-', '−');
  }

  /** An estimate and its error: the error with two digits, the estimate with as many decimals. */
  public static String withError(double value, double error) {
    double size = Math.max(Math.abs(value), error);
    if (!(error > 0) || size >= 1e6 || error < 1e-6 || Double.isInfinite(size)) {
      return text(value) + " ± " + text(error);
    }
    BigDecimal rounded = new BigDecimal(error).round(new MathContext(2));
    int places = Math.max(0, rounded.scale());
    return (new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString()
            + " ± "
            + rounded.setScale(places, RoundingMode.HALF_EVEN).toPlainString())
        .replace('-', '−');
  }

  /** A number with four digits; a dash for NaN, an unknown number. */
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
