package io.sparkhessian;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** The one Spark session of a test JVM. */
public final class SparkTestSession {
  private SparkTestSession() {}

  /** The session, started by the first caller and stopped with the JVM. */
  public static SparkSession get() {
    return builder().getOrCreate();
  }

  /** A session with other settings, for the caller to stop; the next {@link #get} starts ours. */
  public static SparkSession with(Map<String, String> settings) {
    stop();
    SparkSession.Builder builder = builder();
    settings.forEach(builder::config);
    return builder.getOrCreate();
  }

  /** Stops the session that runs, if there is one. */
  public static void stop() {
    Option<SparkSession> running = SparkSession.getDefaultSession();
    if (running.isDefined()) {
      running.get().stop();
    }
  }

  private static SparkSession.Builder builder() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("tests")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", 2);
  }
}
