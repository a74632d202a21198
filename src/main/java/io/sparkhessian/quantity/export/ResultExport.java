package io.sparkhessian.quantity.export;

import io.sparkhessian.job.ExportFormat;
import org.apache.spark.api.java.JavaSparkContext;

/** A part of a result that is exported as one file. */
public interface ResultExport {
  /** Returns the name of the part, as given to {@code --block}. */
  String name();

  /** Whether the part is one of several blocks. */
  boolean isBlock();

  /** Returns the directory of the part, relative to the output directory. */
  String path();

  /** Returns the size of the part, such as "2,410 × 2,410". */
  String size();

  /** Returns the name of the exported file, relative to the output directory. */
  default String fileName(ExportFormat format) {
    return path() + "." + format.word();
  }

  /**
   * Writes the file, replacing an older one.
   *
   * @param target absolute path or URI
   */
  void write(JavaSparkContext spark, ExportFormat format, String target);
}
