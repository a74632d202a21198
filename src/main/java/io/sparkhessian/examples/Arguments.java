package io.sparkhessian.examples;

import io.sparkhessian.Failure;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The {@code objective.arguments} of an example, with checked names and numbers. */
record Arguments(Map<String, Object> given) {
  /**
   * @throws Failure of kind input if an argument is unknown
   */
  static Arguments of(Map<String, Object> given, Set<String> known) {
    for (String name : new TreeSet<>(given.keySet())) {
      if (!known.contains(name)) {
        throw Failure.input(
            "objective.arguments: unknown argument '%s'; known are %s"
                .formatted(name, String.join(", ", new TreeSet<>(known))));
      }
    }
    return new Arguments(given);
  }

  double number(String name, double missing) {
    Object value = given.getOrDefault(name, missing);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw Failure.input(
        "objective.arguments.%s: %s is not a number; give a number".formatted(name, value));
  }

  /** An integer of at least {@code least}. */
  int count(String name, int missing, int least) {
    double value = number(name, missing);
    if (value != Math.rint(value) || value < least || value > Integer.MAX_VALUE) {
      throw Failure.input(
          "objective.arguments.%s: %s is not an integer of at least %d; give such a number"
              .formatted(name, given.getOrDefault(name, "nothing"), least));
    }
    return (int) value;
  }
}
