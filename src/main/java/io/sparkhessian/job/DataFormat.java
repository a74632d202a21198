package io.sparkhessian.job;

/** File formats of samples. */
public enum DataFormat {
  CSV,
  PARQUET,
  JSON,
  ORC,
  LIBSVM
}
