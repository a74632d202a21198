package io.sparkhessian.job;

import io.sparkhessian.job.yaml.Choice;

/** The formats in which the whole matrix can be written for other tools. */
public enum ExportFormat {
  /** NumPy: float64, N × N, C order. */
  NPY,
  /** Matrix Market. */
  MTX,
  /** Comma-separated values, one matrix row a line. */
  CSV;

  /** Returns the word in a job file, which is the ending of file names too. */
  public String word() {
    return Choice.name(this);
  }
}
