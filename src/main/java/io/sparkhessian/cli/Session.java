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

/** Spark, for as long as a command runs. */
final class Session implements AutoCloseable {
  private static final String TERMINAL = "SPARK_HESSIAN_TERMINAL";
  private static final String SERIALIZER = "spark.serializer";

  private final SparkSession session;
  private final boolean started;

  /** Starts Spark where its configuration says, or in this process, unless it runs already. */
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
    } catch (IllegalArgumentException e) { // a value that is no number, size or time
      throw Failure.input(
          "Spark does not start: %s; correct its settings".formatted(e.getMessage()), e);
    }
  }

  /** Kryo neither restores records nor calls what makes graphs whole after reading. */
  private static void useJavaSerialization(SparkConf conf) {
    String java = JavaSerializer.class.getName();
    String wanted = conf.get(SERIALIZER, java);
    if (!wanted.equals(java)) {
      System.err.printf("warning: %s=%s is not used; %s is%n", SERIALIZER, wanted, java);
    }
    conf.set(SERIALIZER, java);
  }

  /** Hadoop's settings as Spark will have them, {@code spark.hadoop.*} too, before it starts. */
  static Configuration hadoop() {
    return SparkHadoopUtil.get().newConfiguration(new SparkConf());
  }

  SparkSession sql() {
    return session;
  }

  JavaSparkContext spark() {
    return JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  /** The jars beside the application's that Spark was given, as another command needs them. */
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

  /** Whether standard error is a terminal; the start script knows, Java does not. */
  static boolean onTerminal() {
    return "1".equals(System.getenv(TERMINAL));
  }

  /** Stops Spark where it was started here. */
  @Override
  public void close() {
    if (started) {
      session.stop();
    }
  }
}
