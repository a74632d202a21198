package io.sparkhessian.curvature.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WeightedSpectrumTest {
  private static final double ROUNDING = 1e-14;

  private final WeightedSpectrum exact = WeightedSpectrum.exact(new double[] {3, 1, 1, 7});

  @Test
  void theCumulativeDistributionCountsEigenvalues() {
    assertEquals(0, exact.upTo(0.9));
    assertEquals(0.5, exact.upTo(1), ROUNDING);
    assertEquals(0.75, exact.upTo(6.9), ROUNDING);
    assertEquals(1, exact.upTo(7), ROUNDING);
    assertEquals(6, exact.range());
  }

  @Test
  void theDistanceIsThatOfMovingTheEigenvalues() {
    assertEquals(0, exact.distance(exact));
    WeightedSpectrum shifted = WeightedSpectrum.exact(new double[] {5, 3, 3, 9});
    assertEquals(2, exact.distance(shifted), ROUNDING);
    assertEquals(2, shifted.distance(exact), ROUNDING);
    WeightedSpectrum other = WeightedSpectrum.exact(new double[] {1, 1.5, 2, 11});
    assertEquals((0 + 0.5 + 1 + 4) / 4, exact.distance(other), ROUNDING);
    WeightedSpectrum middle = WeightedSpectrum.exact(new double[] {3});
    assertEquals((2 + 2 + 0 + 4) / 4.0, exact.distance(middle), ROUNDING);
  }

  @Test
  void theMeanWeighsProbesAlike() {
    WeightedSpectrum mean =
        WeightedSpectrum.mean(List.of(exact, WeightedSpectrum.exact(new double[] {2})));
    assertArrayEquals(new double[] {1, 1, 2, 3, 7}, mean.points());
    assertArrayEquals(new double[] {0.125, 0.125, 0.5, 0.125, 0.125}, mean.weights(), ROUNDING);
  }

  @Test
  void theDensityIsASumOfBellsWithTheAreaOne() {
    double[] grid = exact.grid(1001, 2);
    assertEquals(-1, grid[0]);
    assertEquals(9, grid[1000], ROUNDING);
    double[] density = exact.density(grid, 0.25);
    double area = 0;
    for (double each : density) {
      area += each * 0.01;
    }
    assertEquals(1, area, 1e-9);
    double peak = 0.5 / (0.25 * Math.sqrt(2 * Math.PI));
    assertEquals(peak, density[200], 1e-9); // at 1, where two eigenvalues are
    assertEquals(peak * Math.exp(-0.5), density[175], 1e-9); // one width beside them
  }
}
