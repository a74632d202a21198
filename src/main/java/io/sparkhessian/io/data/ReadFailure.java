package io.sparkhessian.io.data;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.LocalDisk;
import io.sparkhessian.job.DataSpec;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;

/** Failures of Spark's readers as failures of the input. */
final class ReadFailure {
  private ReadFailure() {}

  /** Runs work that reads data. */
  static <T> T explain(SparkSession spark, DataSpec source, Supplier<T> work) {
    try {
      return work.get();
    } catch (Failure e) {
      throw e;
    } catch (Exception e) {
      throw LocalDisk.full(spark.sparkContext().conf(), e)
          .map(full -> (RuntimeException) full)
          .orElseGet(() -> explained(source, e));
    }
  }

  /**
   * Whether Spark's parser failed at a pair without a colon or a value, which it does not check.
   */
  private static boolean isFromLibsvmRecord(Throwable cause) {
    return Stream.of(cause.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith("org.apache.spark.mllib.util.MLUtils"));
  }

  /** Returns a failure of the input for files that Spark cannot read, not for a lost cluster. */
  private static RuntimeException explained(DataSpec source, Exception failure) {
    Throwable root = failure;
    boolean unreadable = false;
    boolean record = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      root = cause;
      unreadable |=
          cause instanceof AnalysisException
              || cause instanceof IllegalArgumentException
              || String.valueOf(cause.getMessage()).contains("library not available") // a codec's
              || (cause instanceof SparkThrowable known
                  && String.valueOf(known.getCondition()).startsWith("FAILED_READ_FILE"));
      record = isFromLibsvmRecord(cause);
    }
    if (unreadable || record) {
      boolean clear = !record || root instanceof IllegalArgumentException;
      String why =
          clear
              ? String.valueOf(root.getMessage()).lines().findFirst().orElse("")
              : "a record is not a label and ascending index:value pairs";
      return Failure.input(
          "%s cannot be read as %s: %s; correct the file, data.format or data.options"
              .formatted(source.path(), source.format().word(), why),
          failure);
    }
    return failure instanceof RuntimeException known
        ? known
        : new IllegalStateException("cannot read " + source.path(), failure);
  }
}
