package io.sparkhessian.cli;

import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.output.OutputFiles;
import io.sparkhessian.io.output.ReportFile;
import io.sparkhessian.registry.Registry;
import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.run.ResultReport;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code report}: writes the report of a finished result anew. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Writes OUT/report.html anew: one page about the result, for any browser.")
final class ReportCommand implements Callable<Integer> {
  private final Registry registry;

  ReportCommand(Registry registry) {
    this.registry = registry;
  }

  @Parameters(paramLabel = "OUT", description = "The output directory of a run.")
  private String output;

  @Override
  public Integer call() throws IOException {
    OutputDirectory out = OutputDirectory.open(Session.hadoop(), output, OutputFiles.ALL);
    Manifest manifest = out.requireFinished();
    try (Session session = new Session("report " + manifest.job().get("name"))) {
      List<Finding> findings = new ResultReport(session.spark(), registry).rewrite(out);
      Lines lines = new Lines();
      lines.title("wrote %s/%s".formatted(output, ReportFile.NAME));
      FindingLines.add(lines, findings);
      System.out.print(lines);
    }
    return 0;
  }
}
