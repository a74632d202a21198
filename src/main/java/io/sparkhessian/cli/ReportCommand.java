package io.sparkhessian.cli;

import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.output.ReportFile;
import io.sparkhessian.registry.Registry;
import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.run.ResultReport;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code report}: rewrites the report of a finished result. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Rewrites OUT/report.html, a page about the result for any browser.")
final class ReportCommand implements Callable<Integer> {
  private final Registry registry;

  ReportCommand(Registry registry) {
    this.registry = registry;
  }

  @Mixin private ResultArguments result;

  @Override
  public Integer call() throws IOException {
    OutputDirectory out = result.open(registry);
    Manifest manifest = out.requireFinished();
    try (Session session = new Session("report " + manifest.job().get("name"))) {
      List<Finding> findings = new ResultReport(session.spark(), registry).rewrite(out);
      Lines lines = new Lines();
      lines.title("wrote %s/%s".formatted(result.output(), ReportFile.NAME));
      FindingLines.add(lines, findings);
      System.out.print(lines);
    }
    return 0;
  }
}
