package io.sparkhessian.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table that readers can sort and copy.
 *
 * @param title empty where the figure above already describes the table
 */
public record Table(String title, List<String> headings, List<List<Cell>> rows) {
  public Table {
    headings = List.copyOf(headings);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != headings.size()) {
        throw new IllegalArgumentException(
            "%s: %d cells under %d headings".formatted(title, row.size(), headings.size()));
      }
    }
  }

  /** Builds a table row by row. */
  public static final class Builder {
    private final String title;
    private final List<String> headings;
    private final List<List<Cell>> rows = new ArrayList<>();

    public Builder(String title, String... headings) {
      this.title = title;
      this.headings = List.of(headings);
    }

    /** Appends a row of words and numbers. */
    public Builder row(Object... cells) {
      rows.add(Arrays.stream(cells).map(Builder::cell).toList());
      return this;
    }

    private static Cell cell(Object value) {
      return value instanceof Double number
          ? Cell.of(number)
          : value instanceof Number whole ? Cell.of(whole.longValue()) : Cell.of(value.toString());
    }

    public Table build() {
      return new Table(title, headings, rows);
    }
  }
}
