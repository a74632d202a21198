package io.sparkhessian.cluster;

import org.apache.spark.sql.SparkSession;

/** The smallest job that needs executors: prints the sum of 0..999, counted in two tasks. */
public final class SumJob {
  private SumJob() {}

  public static void main(String[] arguments) {
    SparkSession spark = SparkSession.builder().appName("sum").getOrCreate();
    long sum = spark.range(0, 1000, 1, 2).toJavaRDD().map(value -> value + 0L).reduce(Long::sum);
    System.out.println(spark.sparkContext().master() + " sum " + sum);
    spark.stop();
  }
}
