package io.sparkhessian.quantity.diagonal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.diagnosis.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static Finding finding(double error, double worst) {
    return new Comparison(
            "HesScale",
            List.of(
                new Comparison.Agreement("all", error, 0.99, 0.98),
                new Comparison.Agreement("layer1.weight", worst, 0.9, 0.9),
                new Comparison.Agreement("layer2.weight", 0, 1, 1)),
            List.of())
        .finding();
  }

  @Test
  void aGoodApproximationIsFineAndNamesItsWorstLayer() {
    Finding finding = finding(0.1437, 0.1567);
    assertEquals(Verdict.OK, finding.verdict());
    assertEquals("HesScale has a relative error of 14 %", finding.headline());
    assertTrue(
        finding.evidence().contains("the worst layer is layer1.weight with an error of 16 %"));
  }

  @Test
  void aBadOneIsAWarning() {
    assertEquals(Verdict.WARNING, finding(0.63, 0.7).verdict());
    assertEquals("HesScale has a relative error of 3.2 %", finding(0.032, 0.1).headline());
  }
}
