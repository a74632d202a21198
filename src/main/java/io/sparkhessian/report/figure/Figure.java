package io.sparkhessian.report.figure;

/**
 * A figure, which the page draws from its data.
 *
 * @param id unique on the page; also the file name of its saved data
 * @param kind name of the function in figures.js that draws it
 * @param across title of the horizontal axis, where the kind does not set it
 * @param csv data for the function
 */
public record Figure(
    String id, String kind, String title, String caption, String across, String csv) {

  /** A figure of a kind that sets the titles of its axes. */
  public Figure(String id, String kind, String title, String caption, String csv) {
    this(id, kind, title, caption, "", csv);
  }
}
