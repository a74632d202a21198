package io.sparkhessian.cli;

import java.util.List;

/**
 * One step that makes a malformed input, as the corpus writes it.
 *
 * @param verb what is done, such as {@code write} or {@code truncate}
 * @param arguments what stands behind it, split at {@code " | "}; the first is a file
 * @param content the lines below it
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
