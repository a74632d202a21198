package io.sparkhessian.report.figure;

import java.util.List;

/**
 * A part of the page with a heading of its own.
 *
 * @param id of its own on the page
 * @param text below the heading; may be empty
 * @param figures one below the other, and below them the tables
 */
public record Chapter(
    String id, String heading, String text, List<Figure> figures, List<Table> tables) {
  public Chapter {
    figures = List.copyOf(figures);
    tables = List.copyOf(tables);
  }
}
