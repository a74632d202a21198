package io.sparkhessian.distributed.tasks;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.LocalDisk;
import io.sparkhessian.io.file.WriteFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;

/** Names of Spark jobs and stages in Spark's UI. */
public final class Stages {
  private Stages() {}

  /**
   * Runs a Spark job whose tasks have no names.
   *
   * @param name of the stage
   * @param description of the job
   */
  public static <T> T named(
      JavaSparkContext spark, String name, String description, Callable<T> job) {
    return named(spark, name, description, List.of(), job);
  }

  /**
   * Runs a Spark job.
   *
   * @param name of the stage
   * @param description of the job
   * @param items of the tasks, named in the error message when a task kills its executor
   */
  static <T> T named(
      JavaSparkContext spark, String name, String description, List<?> items, Callable<T> job) {
    spark.setCallSite(name);
    spark.sc().setJobDescription(name + ": " + description);
    try {
      return job.call();
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      throw failureIn(spark, name, items, e);
    } finally {
      spark.clearCallSite();
      spark.sc().setJobDescription(null);
    }
  }

  /** Returns the failure of the task, unwrapped from Spark's exceptions. */
  private static RuntimeException failureIn(
      JavaSparkContext spark, String name, List<?> items, Exception thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof Failure failure) {
        return failure;
      }
      if (each instanceof WriteFailure unwritten) {
        return unwritten.toFailure();
      }
    }
    Optional<Failure> told =
        LocalDisk.full(spark.getConf(), thrown).or(() -> LostExecutors.in(name, items, thrown));
    if (told.isPresent()) {
      return told.get();
    }
    return thrown instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(thrown.getMessage(), thrown);
  }
}
