package io.sparkhessian.distributed.tasks;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import scala.jdk.javaapi.CollectionConverters;

/** Number of cores of an executor, independent of spark.default.parallelism. */
final class ExecutorCores {
  private static final Pattern LOCAL = Pattern.compile("local(?:\\[\\s*(\\d+|\\*).*])?");
  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*\\d+\\s*,\\s*(\\d+)\\s*,.*]");

  private ExecutorCores() {}

  static int of(JavaSparkContext spark) {
    return of(spark.master(), spark.getConf(), largestRunning(spark));
  }

  /**
   * Returns the configured number of cores, or else that of the running executors. A standalone
   * worker gives all its cores to one executor; before one runs, the worker is assumed to have as
   * many cores as this machine.
   *
   * @param running largest number of cores of a running executor
   */
  static int of(String master, SparkConf conf, OptionalInt running) {
    int processors = Runtime.getRuntime().availableProcessors();
    Matcher local = LOCAL.matcher(master);
    if (local.matches()) {
      String cores = Optional.ofNullable(local.group(1)).orElse("1");
      return cores.equals("*") ? processors : Integer.parseInt(cores);
    }
    if (conf.contains("spark.executor.cores")) {
      return conf.getInt("spark.executor.cores", 1);
    }
    Matcher cluster = LOCAL_CLUSTER.matcher(master);
    if (cluster.matches()) {
      return Integer.parseInt(cluster.group(1));
    }
    boolean one = master.startsWith("yarn") || master.startsWith("k8s");
    return running.orElse(one ? 1 : processors);
  }

  private static OptionalInt largestRunning(JavaSparkContext spark) {
    return CollectionConverters.asJava(spark.sc().statusStore().executorList(true)).stream()
        .filter(executor -> !executor.id().equals("driver"))
        .mapToInt(executor -> executor.totalCores())
        .filter(cores -> cores > 0)
        .max();
  }
}
