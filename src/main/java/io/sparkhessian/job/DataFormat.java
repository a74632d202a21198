package io.sparkhessian.job;

/** The file formats that Spark reads samples from. */
public enum DataFormat {
  CSV,
  PARQUET,
  JSON,
  ORC,
  LIBSVM
}
