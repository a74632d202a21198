package io.sparkhessian.cli;

import java.util.List;

/**
 * A step of the corpus that creates a malformed input.
 *
 * @param verb name of the step, such as {@code write} or {@code truncate}
 * @param arguments after the verb, split at {@code " | "}; the first one is a file
 * @param content lines below the step
 */
record CaseStep(String verb, List<String> arguments, String content) {
  CaseStep {
    arguments = List.copyOf(arguments);
  }

  String argument(int index) {
    if (index >= arguments.size()) {
      throw new IllegalArgumentException("argument " + index + " is missing: " + this);
    }
    return arguments.get(index);
  }

  int number(int index) {
    return Integer.parseInt(argument(index));
  }
}
