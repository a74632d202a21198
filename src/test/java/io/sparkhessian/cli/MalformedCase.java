package io.sparkhessian.cli;

import java.util.List;

/**
 * An input that is wrong, the command that reads it, and how that has to end.
 *
 * @param steps that make the input
 * @param command the words of the command line; DIR is the directory of the input
 * @param exitCode 2, 3 or 4
 * @param line what stands behind {@code error: }; {@code <...>} is any text
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
