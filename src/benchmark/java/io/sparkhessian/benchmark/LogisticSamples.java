package io.sparkhessian.benchmark;

import io.sparkhessian.evaluate.Samples;
import java.util.Arrays;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.ejml.data.DMatrixRMaj;

/** Random samples of a logistic regression, and the Spark session that they are benchmarked on. */
final class LogisticSamples {
  private LogisticSamples() {}

  /** Features between −½ and ½, labels 0 and 1, weights 1. */
  static Samples random(Random random, int n, int d) {
    DMatrixRMaj x = new DMatrixRMaj(n, d);
    Arrays.setAll(x.data, any -> random.nextDouble() - 0.5);
    DMatrixRMaj y = new DMatrixRMaj(n, 1);
    Arrays.setAll(y.data, any -> random.nextInt(2));
    DMatrixRMaj w = new DMatrixRMaj(n, 1);
    w.fill(1);
    return new Samples(x, y, w);
  }

  static SparkSession spark() {
    return SparkSession.builder()
        .master("local[*]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.maxResultSize", "0")
        .getOrCreate();
  }
}
