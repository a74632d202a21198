package io.sparkhessian.cli;

import io.sparkhessian.Failure;
import java.io.File;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.sql.SparkSession;

/** The Spark session of a command. */
final class Session implements AutoCloseable {
  private static final String TERMINAL = "SPARK_HESSIAN_TERMINAL";
  private static final String SERIALIZER = "spark.serializer";

  private final SparkSession session;
  private final boolean started;

  /** Starts Spark on the configured master, by default in this process, or reuses a session. */
  Session(String name) {
    SparkConf conf = new SparkConf();
    SparkSettings.require(conf);
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    useJavaSerialization(conf);
    started = SparkSession.getDefaultSession().isEmpty();
    session = start(conf, "spark-hessian: " + name);
  }

  private static SparkSession start(SparkConf conf, String name) {
    try {
      return SparkSession.builder().config(conf).appName(name).getOrCreate();
    } catch (IllegalArgumentException e) { // an invalid number, size or time
      throw Failure.input(
          "Spark cannot start: %s; correct its settings".formatted(e.getMessage()), e);
    }
  }

  /** Forces Java serialization: Kryo restores neither records nor graphs correctly. */
  private static void useJavaSerialization(SparkConf conf) {
    String java = JavaSerializer.class.getName();
    String wanted = conf.get(SERIALIZER, java);
    if (!wanted.equals(java)) {
      System.err.printf("warning: ignoring %s=%s; using %s%n", SERIALIZER, wanted, java);
    }
    conf.set(SERIALIZER, java);
  }

  /** Returns Hadoop's configuration, with {@code spark.hadoop.*}, without starting Spark. */
  static Configuration hadoop() {
    return SparkHadoopUtil.get().newConfiguration(new SparkConf());
  }

  SparkSession sql() {
    return session;
  }

  JavaSparkContext spark() {
    return JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  /** Returns the {@code --jars} flag for the jars of the session except the application's. */
  String jars() {
    String own =
        new File(Session.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .getName();
    String others =
        Stream.of(spark().getConf().get("spark.jars", "").split(","))
            .filter(jar -> !jar.isEmpty() && !jar.endsWith("/" + own))
            .map(jar -> jar.replaceFirst("^file:/+", "/"))
            .collect(Collectors.joining(","));
    return others.isEmpty() ? "" : " --jars " + others;
  }

  /** Whether standard error is a terminal, as the start script detects. */
  static boolean onTerminal() {
    return "1".equals(System.getenv(TERMINAL));
  }

  /** Stops Spark if this session started it. */
  @Override
  public void close() {
    if (started) {
      session.stop();
    }
  }
}
