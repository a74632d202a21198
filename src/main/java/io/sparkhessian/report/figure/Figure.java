package io.sparkhessian.report.figure;

/**
 * A picture on the page, drawn there from its data.
 *
 * @param id of its own on the page; its data are saved under this name
 * @param kind what draws it: a function of figures.js
 * @param across what its horizontal scale is of, where the kind does not say so
 * @param csv its data, as that function wants them
 */
public record Figure(
    String id, String kind, String title, String caption, String across, String csv) {

  /** Of a kind that says what its scales are of. */
  public Figure(String id, String kind, String title, String caption, String csv) {
    this(id, kind, title, caption, "", csv);
  }
}
