package io.sparkhessian.report.figure;

/**
 * A table cell: a word, or a number. Sorting and copying use all digits of a number.
 *
 * @param exact the number with all digits, or the word
 * @param text the number with four digits, or the word
 */
public record Cell(String exact, String text, boolean isNumber) {
  public static Cell of(String word) {
    return new Cell(word, word, false);
  }

  public static Cell of(double number) {
    return new Cell(Double.toString(number), NumberFormat.text(number), true);
  }

  public static Cell of(long number) {
    return new Cell(Long.toString(number), NumberFormat.text(number), true);
  }
}
