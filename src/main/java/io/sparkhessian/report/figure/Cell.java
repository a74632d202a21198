package io.sparkhessian.report.figure;

/**
 * A cell of a table: a word, or a number as it is shown, with all of its digits, which sorting and
 * copying use.
 *
 * @param exact every digit, or the word
 * @param text four digits, or the word
 */
public record Cell(String exact, String text, boolean isNumber) {
  public static Cell of(String word) {
    return new Cell(word, word, false);
  }

  public static Cell of(double number) {
    return new Cell(Double.toString(number), Shown.text(number), true);
  }

  public static Cell of(long number) {
    return new Cell(Long.toString(number), Shown.text(number), true);
  }
}
