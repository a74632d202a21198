package io.sparkhessian.run;

import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.report.diagnosis.Finding;
import java.io.IOException;
import java.util.List;

/** Writes the page about a result whose files are all there. */
@FunctionalInterface
public interface Reporting {
  /**
   * Writes it, in place of an older one.
   *
   * @param manifest as it will be, but that it may not list every file yet
   * @return what stands out, worst first
   */
  List<Finding> write(OutputDirectory out, Manifest manifest) throws IOException;
}
