package io.sparkhessian.report.diagnosis;

/** How good or bad something is. */
public enum Verdict {
  FINE("fine"),
  WARNING("look at this"),
  PROBLEM("problem");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** What a page calls it. */
  public String word() {
    return word;
  }
}
