package io.sparkhessian.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class DataLimitTest {
  private static DataLimit limit(String results, long broadcast) {
    return DataLimit.of(new SparkConf(false).set(DataLimit.RESULTS, results), broadcast);
  }

  @Test
  void theSmallerLimitCounts() {
    assertEquals("a broadcast", limit("1g", 1 << 20).what());
    assertEquals(
        "spark.driver.maxResultSize of 9 MB; set it larger, or use fewer rows or columns",
        limit("10m", 1L << 30).show());
  }

  @Test
  void nothingIsWithoutALimit() {
    assertEquals(1L << 33, limit("0", 1L << 33).bytes());
    assertEquals(8L * Integer.MAX_VALUE, limit("0", Long.MAX_VALUE).bytes());
  }
}
