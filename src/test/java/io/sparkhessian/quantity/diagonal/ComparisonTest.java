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
  void aGoodApproximationIsFineAndItsWorstLayerIsNamed() {
    Finding finding = finding(0.1437, 0.1567);
    assertEquals(Verdict.FINE, finding.verdict());
    assertEquals("HesScale is off by 14 % of the exact diagonal", finding.headline());
    assertTrue(finding.evidence().contains("the worst is layer1.weight, off by 16 %"));
  }

  @Test
  void aBadOneIsToBeLookedAt() {
    assertEquals(Verdict.WARNING, finding(0.63, 0.7).verdict());
    assertEquals("HesScale is off by 3.2 % of the exact diagonal", finding(0.032, 0.1).headline());
  }
}
