package io.sparkhessian.run;

import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.report.diagnosis.Finding;
import java.io.IOException;
import java.util.List;

/** Writes the report of a result whose other files are complete. */
@FunctionalInterface
public interface Reporting {
  /**
   * Writes the report, replacing an older one.
   *
   * @param manifest of the result; it may not list every file yet
   * @return the findings, worst first
   */
  List<Finding> write(OutputDirectory out, Manifest manifest) throws IOException;
}
