package io.sparkhessian.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormatTest {
  @ParameterizedTest
  @CsvSource({
    "11.1893, 0.05425, 11.189 ± 0.054",
    "-3.14159, 0.5, −3.1 ± 0.5",
    "12345.6, 1234, 12346 ± 1200",
    "0.001, 2e-9, 0.001 ± 2.00e−9",
    "5, 0, 5 ± 0"
  })
  void anEstimateHasTheDecimalsOfItsError(double value, double error, String shown) {
    assertEquals(shown, NumberFormat.withError(value, error));
  }
}
