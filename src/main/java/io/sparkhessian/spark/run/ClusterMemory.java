package io.sparkhessian.spark.run;

import io.sparkhessian.spark.plan.MemoryLimits;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.network.util.JavaUtils;

/** Reads from Spark's configuration what memory a job has. */
public final class ClusterMemory {
  private static final String DEFAULT_MEMORY = "1g";

  private ClusterMemory() {}

  public static MemoryLimits of(JavaSparkContext spark) {
    long driver = Runtime.getRuntime().maxMemory();
    if (spark.isLocal()) {
      return MemoryLimits.local(driver, spark.sc().defaultParallelism());
    }
    SparkConf conf = spark.getConf();
    long executor = JavaUtils.byteStringAsBytes(conf.get("spark.executor.memory", DEFAULT_MEMORY));
    int tasks =
        Math.max(
            1,
            Integer.parseInt(conf.get("spark.executor.cores", "1"))
                / Integer.parseInt(conf.get("spark.task.cpus", "1")));
    return MemoryLimits.cluster(driver, executor, tasks);
  }

  /**
   * Bytes of data that fit a broadcast: a copy for each of the driver's and the executors' needs,
   * in half of what they have.
   */
  public static long broadcastLimit(JavaSparkContext spark) {
    MemoryLimits limits = of(spark);
    long smallest = Math.min(limits.driverBytes(), limits.executorBytes());
    return smallest / (limits.shared() ? 10 : 6);
  }
}
