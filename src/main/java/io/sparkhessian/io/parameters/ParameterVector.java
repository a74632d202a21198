package io.sparkhessian.io.parameters;

import io.sparkhessian.Failure;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A parameter vector as a file holds it.
 *
 * @param values N finite values, in the file's order
 * @param names their names, where the file has them
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; N doubles are not copied
public record ParameterVector(double[] values, Optional<List<String>> names) {

  /**
   * The values in the order of these names; those of a file without names are in it already.
   *
   * @param file what a message calls it
   * @param expected N names
   * @throws Failure of kind input when the file has other names
   */
  public double[] inOrderOf(List<String> expected, String file) {
    if (names.isEmpty() || names.get().equals(expected)) {
      return values;
    }
    requireSame(names.get(), expected, file);
    Map<String, Double> byName = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      byName.put(names.get().get(i), values[i]);
    }
    return expected.stream().mapToDouble(byName::get).toArray();
  }

  private static void requireSame(List<String> found, List<String> expected, String file) {
    Set<String> known = new HashSet<>(expected);
    Set<String> given = new HashSet<>(found);
    Optional<String> wrong = found.stream().filter(name -> !known.contains(name)).findFirst();
    if (wrong.isPresent()) {
      String missing =
          expected.stream().filter(name -> !given.contains(name)).findFirst().orElse("no more");
      throw Failure.input(
          "%s: no parameter of the objective is called '%s'; '%s' is missing, name it so"
              .formatted(file, wrong.get(), missing));
    }
  }
}
