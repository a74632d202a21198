package io.sparkhessian.report.diagnosis;

/** Severity of a finding, or outcome of a check. */
public enum Verdict {
  OK("ok"),
  WARNING("warning"),
  PROBLEM("problem");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** Label on the page and on the command line. */
  public String word() {
    return word;
  }
}
