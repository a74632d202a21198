package io.sparkhessian.distributed.plan;

/** Axes along which a job is divided into tasks. */
public enum Axes {
  /** Blocks of rows. */
  ROWS("rows"),
  /** Blocks of rows, each in strips of columns. */
  COLUMNS("rows and columns"),
  /** Blocks of rows and groups of samples; the partial sums of the groups are shuffled. */
  GROUPS("rows and groups of samples"),
  /** Ranges of samples. */
  SAMPLES("samples");

  private final String words;

  Axes(String words) {
    this.words = words;
  }

  /** Whether a task sees one group of samples, and the partial sums of the groups are shuffled. */
  public boolean byGroups() {
    return this == GROUPS;
  }

  @Override
  public String toString() {
    return words;
  }
}
