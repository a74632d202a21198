package io.sparkhessian.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SignedLogBinsTest {
  private static final double[] VALUES = {-30, -1e-3, 0, 2e-3, 0.5, 1, 99.9};

  @Test
  void everyValueLiesInItsBin() {
    SignedLogBins bins = SignedLogBins.of(VALUES);
    for (double value : VALUES) {
      int place = bins.place(value);
      assertTrue(
          bins.from(place) <= value && value <= bins.to(place), () -> value + " in " + place);
    }
  }

  @Test
  void binsJoinOneAnotherAndAreAQuarterOfADecade() {
    SignedLogBins bins = SignedLogBins.of(VALUES);
    for (int place = 1; place < bins.count(); place++) {
      assertEquals(bins.to(place - 1), bins.from(place));
    }
    int one = bins.place(1);
    assertEquals(Math.pow(10, 0.25), bins.to(one) / bins.from(one), 1e-12);
    assertEquals(bins.count() / 2, bins.place(0));
  }

  @Test
  void valuesFarBelowTheLargestCountAsZero() {
    SignedLogBins bins = SignedLogBins.of(new double[] {1e-30, -1e-40, 5});
    assertEquals(bins.place(0), bins.place(1e-30));
    assertEquals(bins.place(0), bins.place(-1e-40));
    assertTrue(bins.count() < 150, bins::toString);
  }

  @Test
  void onlyZerosHaveABin() {
    SignedLogBins bins = SignedLogBins.of(new double[] {0, 0});
    assertTrue(bins.from(bins.place(0)) < 0 && bins.to(bins.place(0)) > 0);
  }
}
