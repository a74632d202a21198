package io.sparkhessian.io.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Failure;
import io.sparkhessian.SparkTestSession;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Full disks; {@code /dev/full} accepts no byte. */
class LocalDiskIT {
  private final SparkSession spark = SparkTestSession.get();

  /**
   * The exception of a Spark job whose task finds a full disk, for a result or for Spark itself.
   */
  private SparkException thrown(boolean ofResult) {
    return assertThrows(
        SparkException.class,
        () ->
            JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(List.of(1))
                .foreach(any -> write(ofResult)));
  }

  private static void write(boolean ofResult) throws IOException {
    try (OutputStream full = new FileOutputStream("/dev/full")) {
      full.write(1);
    } catch (IOException e) {
      throw ofResult ? new WriteFailure("out/hessian", e) : e;
    }
  }

  @Test
  void aFullDiskIsNamedWithTheRemedy() {
    Failure failure =
        LocalDisk.full(
                spark.sparkContext().conf().clone().set("spark.local.dir", "/a"), thrown(false))
            .orElseThrow();
    assertEquals(Failure.Kind.DISK, failure.kind());
    assertEquals(
        "spark.local.dir /a: cannot be written (No space left on device); make room there, or set"
            + " spark.local.dir (on workers SPARK_LOCAL_DIRS) to a larger disk, then run again",
        failure.getMessage());
  }

  @Test
  void aFullDiskOfTheResultIsNotTheLocalDisk() {
    assertEquals(Optional.empty(), LocalDisk.full(spark.sparkContext().conf(), thrown(true)));
  }
}
