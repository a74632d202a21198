package io.sparkhessian.distributed.plan;

/** Along what a job is cut into tasks, and where the samples then lie. */
public enum Axes {
  /** Blocks of rows; every executor has all samples. */
  ROWS("rows", "broadcast"),
  /** Blocks of rows, each in strips of columns; every executor has all samples. */
  COLUMNS("rows and columns", "broadcast"),
  /** Groups of samples and blocks of rows; every executor has all samples. */
  GROUPS("rows and groups of samples", "broadcast"),
  /** The same with each group at one executor: more than fits a broadcast. */
  SPREAD("rows and groups of samples", "spread"),
  /** Ranges of samples; every executor has all samples. */
  SAMPLES("samples", "broadcast"),
  /** The same with each group at one executor, whose ranges are computed there one by one. */
  SPREAD_SAMPLES("samples", "spread");

  private final String words;
  private final String samples;

  Axes(String words, String samples) {
    this.words = words;
    this.samples = samples;
  }

  /** Where the samples lie, in the manifest's word. */
  public String samples() {
    return samples;
  }

  /** Whether each group of samples lies with one executor. */
  public boolean spread() {
    return this == SPREAD || this == SPREAD_SAMPLES;
  }

  /** Whether a task sees one group of samples, and sums over the groups are shuffled. */
  public boolean byGroups() {
    return this == GROUPS || this == SPREAD;
  }

  @Override
  public String toString() {
    return words;
  }
}
