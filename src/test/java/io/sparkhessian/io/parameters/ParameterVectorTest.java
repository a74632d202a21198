package io.sparkhessian.io.parameters;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Failure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParameterVectorTest {
  private static final List<String> EXPECTED = List.of("w[1]", "w[10]", "w[2]");

  private static double[] ordered(String... names) {
    double[] values = {1, 2, 3};
    return new ParameterVector(values, Optional.of(List.of(names)).filter(some -> !some.isEmpty()))
        .inOrderOf(EXPECTED, "theta.csv");
  }

  @Test
  void namesDecideTheOrder() {
    assertArrayEquals(new double[] {1, 2, 3}, ordered("w[1]", "w[10]", "w[2]"));
    assertArrayEquals(new double[] {1, 3, 2}, ordered("w[1]", "w[2]", "w[10]"));
  }

  @Test
  void valuesWithoutNamesAreInOrder() {
    assertArrayEquals(new double[] {1, 2, 3}, ordered());
  }

  @Test
  void unknownNamesAreRefused() {
    Failure failure = assertThrows(Failure.class, () -> ordered("w[2]", "w[3]", "w[4]"));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertEquals(
        "theta.csv: the objective has no parameter 'w[3]'; rename it to 'w[1]', which is missing",
        failure.getMessage());
  }
}
