package io.sparkhessian;

/** Fields of CSV text (RFC 4180). */
public final class CsvField {
  private CsvField() {}

  /** The field for a text, in quotes if it contains a comma, a quote or a line break. */
  public static String of(String text) {
    boolean special = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return special ? inQuotes(text) : text;
  }

  /** The quoted field for a text. */
  public static String inQuotes(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
