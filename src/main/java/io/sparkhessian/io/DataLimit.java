package io.sparkhessian.io;

import org.apache.spark.SparkConf;

/**
 * How large data may be that is collected on the driver and broadcast.
 *
 * @param what sets the limit
 * @param remedy how to raise it
 */
record DataLimit(long bytes, String what, String remedy) {
  static final String RESULTS = "spark.driver.maxResultSize";

  /** What rows take in a task's result beside their numbers. */
  private static final double NUMBERS_IN_RESULTS = 0.95;

  /** The smallest of the limits; an array holds no more than 2³¹ numbers. */
  static DataLimit of(SparkConf conf, long broadcastBytes) {
    long broadcast = Math.min(broadcastBytes, 8L * Integer.MAX_VALUE);
    long results = (long) (NUMBERS_IN_RESULTS * conf.getSizeAsBytes(RESULTS, "1g"));
    return results > 0 && results < broadcast
        ? new DataLimit(results, RESULTS, "set it larger")
        : new DataLimit(broadcast, "a broadcast", "give the driver and the executors more memory");
  }

  String show() {
    return "%s of %.0f MB; %s, or use fewer rows or columns"
        .formatted(what, Math.floor(bytes / 1e6), remedy);
  }
}
