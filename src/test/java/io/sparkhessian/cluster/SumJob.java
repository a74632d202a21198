package io.sparkhessian.cluster;

import org.apache.spark.sql.SparkSession;

/** A minimal job on executors: prints the sum of 0..999, computed by two tasks. */
public final class SumJob {
  private SumJob() {}

  public static void main(String[] arguments) {
    SparkSession spark = SparkSession.builder().appName("sum").getOrCreate();
    long sum = spark.range(0, 1000, 1, 2).toJavaRDD().map(value -> value + 0L).reduce(Long::sum);
    System.out.println(spark.sparkContext().master() + " sum " + sum);
    spark.stop();
  }
}
