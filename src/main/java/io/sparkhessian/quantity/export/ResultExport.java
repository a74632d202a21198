package io.sparkhessian.quantity.export;

import io.sparkhessian.job.ExportFormat;

/** A part of a result that can be written as one file for other tools. */
public interface ResultExport {
  /** Where it lies in the output directory. */
  String path();

  /** What its file is called in the output directory. */
  String fileName(ExportFormat format);

  /**
   * Writes the file, in place of one that was there.
   *
   * @param target an absolute path or URI
   */
  void write(ExportFormat format, String target);
}
