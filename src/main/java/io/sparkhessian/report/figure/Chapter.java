package io.sparkhessian.report.figure;

import java.util.List;

/**
 * A section of the page with a heading.
 *
 * @param id unique on the page
 * @param text below the heading; may be empty
 * @param figures stacked above the tables
 */
public record Chapter(
    String id, String heading, String text, List<Figure> figures, List<Table> tables) {
  public Chapter {
    figures = List.copyOf(figures);
    tables = List.copyOf(tables);
  }
}
