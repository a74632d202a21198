package io.sparkhessian.report.figure;

import io.sparkhessian.CsvField;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Builds CSV text (RFC 4180). */
public final class Csv {
  private final StringBuilder text = new StringBuilder();

  public Csv(String... header) {
    row((Object[]) header);
  }

  public Csv row(Object... cells) {
    text.append(
        Arrays.stream(cells)
            .map(cell -> CsvField.of(cell.toString()))
            .collect(Collectors.joining(",")));
    text.append('\n');
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
