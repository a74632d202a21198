package io.sparkhessian.run;

import io.sparkhessian.Failure;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.output.ReportFile;
import io.sparkhessian.report.diagnosis.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/**
 * Lets no run fail for its report: the numbers are there, and worth more than a page about them.
 */
record CarefulReporting(Reporting reporting, PrintStream messages) {

  /** What stands out; none where there is no report, of which a warning tells. */
  Optional<List<Finding>> write(OutputDirectory out, Manifest draft) throws IOException {
    try {
      return Optional.of(reporting.write(out, draft));
    } catch (RuntimeException e) {
      if (e instanceof Failure failure && failure.kind() == Failure.Kind.DISK) {
        throw failure;
      }
      String output = out.location().text();
      messages.println(
          "warning: %s/%s is not written (%s); submit/spark-hessian report %s tries again"
              .formatted(output, ReportFile.NAME, firstLine(e), output));
      return Optional.empty();
    }
  }

  private static String firstLine(RuntimeException e) {
    return e.toString().lines().findFirst().orElseThrow();
  }
}
