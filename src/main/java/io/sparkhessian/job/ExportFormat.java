package io.sparkhessian.job;

import io.sparkhessian.job.yaml.Choice;

/** File formats of exported matrices. */
public enum ExportFormat {
  /** NumPy: float64, N × N, C order. */
  NPY,
  /** Matrix Market. */
  MTX,
  /** Comma-separated values, one matrix row a line. */
  CSV;

  /** Returns the name in a job file, which is also the extension of exported files. */
  public String word() {
    return Choice.name(this);
  }
}
