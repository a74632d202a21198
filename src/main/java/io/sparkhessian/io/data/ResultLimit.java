package io.sparkhessian.io.data;

import org.apache.spark.SparkConf;

/**
 * Limit of the results that the tasks of a stage send to the driver: {@code
 * spark.driver.maxResultSize}.
 */
public final class ResultLimit {
  private static final String SETTING = "spark.driver.maxResultSize";

  private ResultLimit() {}

  /** Returns the limit in bytes; a setting of zero means no limit. */
  public static long of(SparkConf conf) {
    long bytes = conf.getSizeAsBytes(SETTING, "1g");
    return bytes > 0 ? bytes : Long.MAX_VALUE;
  }
}
