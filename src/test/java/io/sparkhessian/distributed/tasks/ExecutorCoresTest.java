package io.sparkhessian.distributed.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class ExecutorCoresTest {
  private static final int HERE = Runtime.getRuntime().availableProcessors();

  private final SparkConf conf = new SparkConf(false).set("spark.default.parallelism", "500");

  private int cores(String master) {
    return ExecutorCores.of(master, conf, OptionalInt.empty());
  }

  @Test
  void aLocalMasterSaysThem() {
    assertEquals(1, cores("local"));
    assertEquals(3, cores("local[3]"));
    assertEquals(3, cores("local[3, 2]"));
    assertEquals(HERE, cores("local[*]"));
    assertEquals(HERE, cores("local[*,4]"));
    assertEquals(5, cores("local-cluster[2, 5, 1024]"));
  }

  @Test
  void aClusterHasThemSetOrShowsThem() {
    assertEquals(HERE, cores("spark://host:7077"));
    assertEquals(48, ExecutorCores.of("spark://host:7077", conf, OptionalInt.of(48)));
    assertEquals(1, cores("yarn"));
    conf.set("spark.executor.cores", "4");
    assertEquals(4, ExecutorCores.of("spark://host:7077", conf, OptionalInt.of(48)));
    assertEquals(4, cores("k8s://https://host"));
  }
}
