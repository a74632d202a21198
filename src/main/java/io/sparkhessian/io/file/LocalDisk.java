package io.sparkhessian.io.file;

import io.sparkhessian.Failure;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.util.Utils;

/** The disk on which Spark keeps what it shuffles and caches: {@code spark.local.dir}. */
public final class LocalDisk {
  /** The system's words for a disk, a quota or a file that takes no more. */
  private static final List<String> FULL =
      List.of("No space left on device", "Disk quota exceeded", "File too large");

  private LocalDisk() {}

  /**
   * The failure of a Spark job that found this disk full. What writes files of a result says so
   * itself, by a {@link WriteFailure}; of the rest, what an executor threw may be there as text
   * alone.
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
