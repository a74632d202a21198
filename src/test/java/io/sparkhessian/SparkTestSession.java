package io.sparkhessian;

import org.apache.spark.sql.SparkSession;

/** The one Spark session of a test JVM. */
public final class SparkTestSession {
  private SparkTestSession() {}

  /** The session, started by the first caller and stopped with the JVM. */
  public static SparkSession get() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("tests")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", 2)
        .getOrCreate();
  }
}
