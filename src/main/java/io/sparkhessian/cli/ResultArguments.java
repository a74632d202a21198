package io.sparkhessian.cli;

import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import picocli.CommandLine.Parameters;

/** The argument of commands that take a result. */
final class ResultArguments {
  @Parameters(paramLabel = "OUT", description = "The output directory of a run.")
  private String output;

  /** Returns the directory as it was given. */
  String output() {
    return output;
  }

  OutputDirectory open(Registry registry) throws IOException {
    return OutputDirectory.open(Session.hadoop(), output, registry.outputFiles());
  }
}
