package io.sparkhessian.cli;

import io.sparkhessian.Failure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code report}: known to the contract, not in this version. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Not in this version: will write OUT/report.html.")
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "OUT", description = "The output directory of a run.")
  private String output;

  @Override
  public Integer call() {
    throw Failure.input(
        "report: not in this version; %s/manifest.json says what was computed".formatted(output));
  }
}
