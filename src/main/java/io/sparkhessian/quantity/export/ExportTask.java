package io.sparkhessian.quantity.export;

import io.sparkhessian.distributed.tasks.Stages;
import io.sparkhessian.io.file.WriteFailure;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/**
 * One Spark task that writes an exported file.
 *
 * @param what content of the file, shown in the Spark UI
 * @param target absolute path or URI
 */
public record ExportTask(JavaSparkContext spark, String what, String target) {
  /** Writer of the file, run on an executor. */
  @FunctionalInterface
  public interface Writer extends Serializable {
    void write(Configuration hadoop) throws IOException;
  }

  public void run(Writer writer) {
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    String file = target;
    Stages.named(
        spark,
        "export",
        what,
        () -> {
          spark.parallelize(List.of(0), 1).foreach(any -> write(writer, hadoop, file));
          return null;
        });
  }

  private static void write(Writer writer, SerializableConfiguration hadoop, String target)
      throws IOException {
    try {
      writer.write(hadoop.value());
    } catch (IOException | FSError e) {
      throw new WriteFailure(target, e);
    }
  }
}
