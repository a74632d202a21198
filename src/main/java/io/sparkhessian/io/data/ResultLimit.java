package io.sparkhessian.io.data;

import org.apache.spark.SparkConf;

/**
 * What the tasks of a stage may bring to the driver together: {@code spark.driver.maxResultSize}.
 */
public final class ResultLimit {
  private static final String SETTING = "spark.driver.maxResultSize";

  private ResultLimit() {}

  /** In bytes; zero of the setting stands for no limit. */
  public static long of(SparkConf conf) {
    long bytes = conf.getSizeAsBytes(SETTING, "1g");
    return bytes > 0 ? bytes : Long.MAX_VALUE;
  }
}
