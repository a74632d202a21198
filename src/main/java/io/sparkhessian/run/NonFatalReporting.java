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

/** Writes the report of a run; if that fails, prints a warning and lets the run finish. */
record NonFatalReporting(Reporting reporting, PrintStream messages) {

  /** Returns the findings of the report, or nothing after a warning. */
  Optional<List<Finding>> write(OutputDirectory out, Manifest draft) throws IOException {
    try {
      return Optional.of(reporting.write(out, draft));
    } catch (RuntimeException e) {
      if (e instanceof Failure failure && failure.kind() == Failure.Kind.DISK) {
        throw failure;
      }
      String output = out.location().text();
      messages.println(
          "warning: cannot write %s/%s (%s); run submit/spark-hessian report %s to try again"
              .formatted(output, ReportFile.NAME, firstLine(e), output));
      return Optional.empty();
    }
  }

  private static String firstLine(RuntimeException e) {
    return e.toString().lines().findFirst().orElseThrow();
  }
}
