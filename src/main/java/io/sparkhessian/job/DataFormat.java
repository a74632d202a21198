package io.sparkhessian.job;

import io.sparkhessian.job.yaml.Choice;

/** The file formats that Spark reads samples from. */
public enum DataFormat {
  CSV,
  PARQUET,
  JSON,
  ORC,
  LIBSVM;

  /** Returns the name in a job file, which is Spark's name too. */
  public String word() {
    return Choice.name(this);
  }
}
