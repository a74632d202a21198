package io.sparkhessian.io.source;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** A cell of the data as Spark gives it: text, a number, a boolean or a vector. */
public final class DataCell {
  private static final int SHOWN = 60;

  /** Number of decimal digits up to which every whole number is a double. */
  private static final int EXACT_DIGITS = 15;

  private DataCell() {}

  /** Returns the finite number in a cell, or NaN when there is none. */
  public static double number(Object cell) {
    double number = Double.NaN;
    if (cell instanceof Long value) {
      number = isExact(value) ? value : Double.NaN;
    } else if (cell instanceof BigDecimal value) {
      number = isRounded(value) ? Double.NaN : value.doubleValue();
    } else if (cell instanceof Number value) {
      number = value.doubleValue();
    } else if (cell instanceof String text) {
      number = parse(text.strip());
    } else if (cell instanceof Boolean value) {
      number = value ? 1 : 0;
    }
    return Double.isInfinite(number) ? Double.NaN : number;
  }

  /** Whether a double holds the number exactly, which is not so for all beyond 2^53. */
  private static boolean isExact(long whole) {
    return whole != Long.MAX_VALUE && (long) (double) whole == whole;
  }

  /** Whether a double would round this whole number. */
  private static boolean isRounded(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0
        && Double.isFinite(number.doubleValue())
        && number.compareTo(new BigDecimal(number.doubleValue())) != 0;
  }

  /** Whether a text is a whole number that a double would round. */
  private static boolean isRounded(String text) {
    String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    return digits.length() > EXACT_DIGITS
        && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        && isRounded(new BigDecimal(text));
  }

  /** Returns what is wrong with a cell, or its element, for which {@link #number} is NaN. */
  public static String wrong(Object cell) {
    boolean rounded =
        (cell instanceof Long value && !isExact(value))
            || (cell instanceof BigDecimal decimal && isRounded(decimal))
            || (cell instanceof String text && isRounded(text.strip()));
    return rounded
        ? "is a whole number beyond 2^53 that a double would round"
        : "is not a finite number";
  }

  /** Returns an element of a vector or an array. */
  public static Object element(Object cell, int index) {
    return cell instanceof Seq<?> elements ? elements.apply(index) : numbers(cell)[index];
  }

  /** Returns the number of elements of a vector or an array; −1 when the cell is empty. */
  public static int length(Object cell) {
    return cell instanceof Vector vector
        ? vector.size()
        : cell instanceof Seq<?> elements ? elements.length() : -1;
  }

  /** Returns the elements of a vector or an array, or null when the cell is empty. */
  public static double[] numbers(Object cell) {
    if (cell instanceof Vector vector) {
      return vector.toArray();
    }
    if (cell instanceof Seq<?> elements) {
      List<?> list = CollectionConverters.asJava(elements);
      return list.stream().mapToDouble(DataCell::number).toArray();
    }
    return null;
  }

  /** Returns the cell for a message: quoted, on one line, shortened. */
  public static String show(Object cell) {
    if (cell == null || cell.toString().isBlank()) {
      return "an empty cell";
    }
    return "'" + shorten(cell.toString()) + "'";
  }

  /** Returns a text for a message: on one line, shortened. */
  public static String shorten(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
  }

  /** Parses decimal notation only; Java also accepts 1d, 0x1p3 and NaN. */
  private static double parse(String text) {
    if (text.isEmpty() || text.indexOf('x') >= 0 || text.indexOf('X') >= 0) {
      return Double.NaN;
    }
    char last = text.charAt(text.length() - 1);
    if (last != '.' && (last < '0' || last > '9')) {
      return Double.NaN;
    }
    if (isRounded(text)) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
