package io.sparkhessian.distributed.tasks;

import io.sparkhessian.distributed.plan.MemoryLimits;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Memory of driver and executors, from Spark's configuration. */
public final class ClusterMemory {
  private static final String DEFAULT_MEMORY = "1g";

  private ClusterMemory() {}

  public static MemoryLimits of(JavaSparkContext spark) {
    SparkConf conf = spark.getConf();
    long driver = Runtime.getRuntime().maxMemory();
    int tasks = Math.max(1, ExecutorCores.of(spark) / conf.getInt("spark.task.cpus", 1));
    if (spark.isLocal()) {
      return MemoryLimits.local(driver, tasks);
    }
    long executor = conf.getSizeAsMb("spark.executor.memory", DEFAULT_MEMORY) << 20;
    return MemoryLimits.cluster(driver, executor, tasks);
  }

  /**
   * Largest size of samples that are broadcast, in bytes. The copies that the driver and an
   * executor hold take at most half of their memory.
   */
  public static long broadcastLimit(JavaSparkContext spark) {
    MemoryLimits limits = of(spark);
    long smallest = Math.min(limits.driverBytes(), limits.executorBytes());
    return smallest / (limits.shared() ? 10 : 6);
  }
}
