package io.sparkhessian.io.file;

import io.sparkhessian.Failure;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.util.Utils;

/** The disk of Spark's shuffle and cache files: {@code spark.local.dir}. */
public final class LocalDisk {
  /** Messages of the operating system for a full disk, quota or file. */
  private static final List<String> FULL =
      List.of("No space left on device", "Disk quota exceeded", "File too large");

  private LocalDisk() {}

  /**
   * The failure of a Spark job because of a full local disk; empty for any other cause. Writers of
   * results throw a {@link WriteFailure} instead. Exceptions of executors may be present only as
   * text.
   */
  public static Optional<Failure> full(SparkConf conf, Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      String message = String.valueOf(each.getMessage());
      if (each instanceof WriteFailure || message.contains(WriteFailure.class.getName())) {
        return Optional.empty();
      }
      Optional<String> why = FULL.stream().filter(message::contains).findFirst();
      if (why.isPresent()) {
        return Optional.of(
            Failure.disk(
                "spark.local.dir %s: cannot be written (%s); make room there, or set spark.local.dir (on workers SPARK_LOCAL_DIRS) to a larger disk, then run again"
                    .formatted(String.join(",", Utils.getConfiguredLocalDirs(conf)), why.get()),
                thrown));
      }
    }
    return Optional.empty();
  }
}
