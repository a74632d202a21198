package io.sparkhessian.job;

/** The formats in which the whole matrix can be written for other tools. */
public enum ExportFormat {
  /** NumPy: float64, N × N, C order. */
  NPY,
  /** Matrix Market. */
  MTX,
  /** Comma-separated values, one matrix row a line. */
  CSV
}
