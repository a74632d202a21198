package io.sparkhessian.cli;

import java.util.List;

/**
 * A malformed input, the command that reads it, and the expected exit code and message.
 *
 * @param steps that create the input
 * @param command the words of the command line; DIR is the directory of the input
 * @param exitCode 2, 3 or 4
 * @param line message after {@code error: }; {@code <...>} matches any text
 */
record MalformedCase(
    String name, List<CaseStep> steps, List<String> command, int exitCode, String line) {
  MalformedCase {
    steps = List.copyOf(steps);
    command = List.copyOf(command);
  }

  @Override
  public String toString() {
    return name;
  }
}
