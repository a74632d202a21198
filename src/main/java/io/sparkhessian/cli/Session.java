package io.sparkhessian.cli;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Spark, for as long as a command runs. */
final class Session implements AutoCloseable {
  private static final String TERMINAL = "SPARK_HESSIAN_TERMINAL";

  private final SparkSession session;

  /** Starts Spark where its configuration says, or in this process. */
  Session(String name) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    session = SparkSession.builder().config(conf).appName("spark-hessian: " + name).getOrCreate();
  }

  SparkSession sql() {
    return session;
  }

  JavaSparkContext spark() {
    return JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  /** Whether standard error is a terminal; the start script knows, Java does not. */
  static boolean onTerminal() {
    return "1".equals(System.getenv(TERMINAL));
  }

  @Override
  public void close() {
    session.stop();
  }
}
