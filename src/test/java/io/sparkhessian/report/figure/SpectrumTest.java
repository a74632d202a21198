package io.sparkhessian.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpectrumTest {
  private static final double[] NONE = {};

  /** The area under the curve per decade equals the share of the points. */
  @Test
  void theCurveHasTheMassOfThePointsOnBothSides() {
    double[] points = {-0.1, 1e-4, 2e-4, 3};
    double[] weights = {0.25, 0.25, 0.25, 0.25};

    Spectrum spectrum = Spectrum.of("m", points, NONE, points, weights);

    assertEquals(0.25, mass(spectrum, -1), 0.01);
    assertEquals(0.75, mass(spectrum, 1), 0.01);
    assertEquals(peak(spectrum), 1.4e-4, 0.5e-4);
  }

  private static double mass(Spectrum spectrum, int sign) {
    double sum = 0;
    double[] at = spectrum.densityAt();
    for (int i = 1; i < at.length; i++) {
      if (at[i] * sign > 0 && at[i - 1] * sign > 0) {
        double decades = Math.abs(Math.log10(at[i] / at[i - 1]));
        sum += decades * (spectrum.density()[i] + spectrum.density()[i - 1]) / 2;
      }
    }
    return sum;
  }

  private static double peak(Spectrum spectrum) {
    int most =
        IntStream.range(0, spectrum.density().length)
            .reduce(0, (a, b) -> spectrum.density()[b] > spectrum.density()[a] ? b : a);
    return spectrum.densityAt()[most];
  }

  @Test
  void placesGoFromSmallToLarge() {
    double[] points = {-2, -1e-20, 0, 5};
    double[] at =
        Spectrum.of("m", points, NONE, points, new double[] {0.25, 0.25, 0.25, 0.25}).densityAt();
    assertTrue(IntStream.range(1, at.length).allMatch(i -> at[i - 1] < at[i]));
  }
}
