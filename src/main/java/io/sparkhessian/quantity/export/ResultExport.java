package io.sparkhessian.quantity.export;

import io.sparkhessian.job.ExportFormat;
import org.apache.spark.api.java.JavaSparkContext;

/** A part of a result that can be written as one file for other tools. */
public interface ResultExport {
  /** Returns the name that {@code --block} chooses it by. */
  String name();

  /** Whether it is one of several blocks. */
  boolean isBlock();

  /** Returns its directory in the output directory. */
  String path();

  /** Returns its size, such as "2,410 × 2,410". */
  String size();

  /** Returns the name of its file in the output directory. */
  default String fileName(ExportFormat format) {
    return path() + "." + format.word();
  }

  /**
   * Writes the file, in place of an older one.
   *
   * @param target an absolute path or URI
   */
  void write(JavaSparkContext spark, ExportFormat format, String target);
}
