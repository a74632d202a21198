package io.sparkhessian.io.parameters;

import io.sparkhessian.Failure;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A parameter vector read from a file.
 *
 * @param values N finite values, in the order of the file
 * @param names of the values, if the file has them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; N doubles are not copied
public record ParameterVector(double[] values, Optional<List<String>> names) {

  /**
   * The values in the order of the expected names; a file without names must have that order.
   *
   * @param expected N names
   * @param file name for messages
   * @throws Failure of kind input if the file has other names
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
          expected.stream().filter(name -> !given.contains(name)).findFirst().orElseThrow();
      throw Failure.input(
          "%s: the objective has no parameter '%s'; rename it to '%s', which is missing"
              .formatted(file, wrong.get(), missing));
    }
  }
}
