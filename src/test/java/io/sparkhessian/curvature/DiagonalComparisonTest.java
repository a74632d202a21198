package io.sparkhessian.curvature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.curvature.layout.DiagonalBlock;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DiagonalComparisonTest {
  private static final double EPSILON = 1e-14;
  private static final List<DiagonalBlock> PARTS =
      List.of(
          new DiagonalBlock("rising", 0, 4),
          new DiagonalBlock("constant", 4, 6),
          new DiagonalBlock("one", 6, 7));

  private static DiagonalComparison compare(double[] approximate, double[] exact, int part) {
    return DiagonalComparison.of(PARTS, approximate, exact).get(part);
  }

  /**
   * x = (1, 2, 4, 3), y = (1, 2, 3, 10): Σdxdy = 7, Σdx² = 5, Σdy² = 50; ranks (1 2 4 3) and (1 2 3
   * 4).
   */
  @Test
  void byHand() {
    double[] approximate = {1, 2, 4, 3, 5, 5, -1};
    double[] exact = {1, 2, 3, 10, 7, 8, 2};
    DiagonalComparison rising = compare(approximate, exact, 1);
    assertEquals("rising", rising.name());
    assertEquals(4, rising.size());
    assertEquals(Math.sqrt(50.0 / 114), rising.relativeError().orElseThrow(), EPSILON);
    assertEquals(7, rising.maximumError());
    assertEquals(7 / Math.sqrt(250), rising.correlation().orElseThrow(), EPSILON);
    assertEquals(0.8, rising.rankCorrelation().orElseThrow(), EPSILON);
    assertEquals(1, rising.signAgreement());
    DiagonalComparison all = compare(approximate, exact, 0);
    assertEquals(DiagonalComparison.WHOLE, all.name());
    assertEquals(7, all.size());
    assertEquals(Math.sqrt(72.0 / 231), all.relativeError().orElseThrow(), EPSILON);
    assertEquals(6 / 7.0, all.signAgreement(), EPSILON);
  }

  @Test
  void constantEntriesHaveNoCorrelation() {
    double[] approximate = {1, 2, 3, 4, 5, 5, 1};
    DiagonalComparison constant = compare(approximate, new double[] {0, 0, 0, 0, 7, 8, 2}, 2);
    assertEquals(OptionalDouble.empty(), constant.correlation());
    assertEquals(OptionalDouble.empty(), constant.rankCorrelation());
    DiagonalComparison one = compare(approximate, approximate, 3);
    assertEquals(OptionalDouble.empty(), one.correlation());
    assertEquals(OptionalDouble.of(0), one.relativeError());
  }

  @Test
  void zerosHaveNoRelativeError() {
    DiagonalComparison zeros = compare(new double[] {1, 0, -0.0, 0, 0, 0, 0}, new double[7], 1);
    assertEquals(OptionalDouble.empty(), zeros.relativeError());
    assertEquals(1, zeros.maximumError());
    assertEquals(0.75, zeros.signAgreement());
  }

  /** Equal numbers share a mean rank: (1.5, 1.5, 3, 4) and (1, 2, 3.5, 3.5). */
  @Test
  void tiesHaveTheirMeanRank() {
    double[] approximate = {2, 2, 3, 9, 0, 0, 0};
    double[] exact = {1, 2, 7, 7, 0, 0, 0};
    DiagonalComparison rising = compare(approximate, exact, 1);
    assertEquals(4 / 4.5, rising.rankCorrelation().orElseThrow(), EPSILON);
  }

  @Test
  void hugeAndTinyNumbersHaveARelativeError() {
    for (double size : new double[] {1e300, 1e-300}) {
      double[] exact = {size, 2 * size, 3 * size, 4 * size, 0, 0, 0};
      double[] approximate = {2 * size, 2 * size, 3 * size, 4 * size, 0, 0, 0};
      assertEquals(
          1 / Math.sqrt(30), compare(approximate, exact, 1).relativeError().orElseThrow(), EPSILON);
    }
  }
}
