package io.sparkhessian.report.figure;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Builds CSV text (RFC 4180). */
public final class Csv {
  private final StringBuilder text = new StringBuilder();

  public Csv(String... header) {
    row((Object[]) header);
  }

  public Csv row(Object... cells) {
    text.append(Arrays.stream(cells).map(Csv::quoted).collect(Collectors.joining(",")));
    text.append('\n');
    return this;
  }

  private static String quoted(Object cell) {
    String plain = cell.toString();
    boolean special = plain.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return special ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
