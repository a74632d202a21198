package io.sparkhessian.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelRuleTest {

  private static void allows(LabelRule rule, double... labels) {
    for (double label : labels) {
      assertEquals(Optional.empty(), rule.violation(label), rule + " " + label);
    }
  }

  private static void refuses(LabelRule rule, String message, double... labels) {
    for (double label : labels) {
      assertEquals(Optional.of(message), rule.violation(label), rule + " " + label);
    }
  }

  @Test
  void realNumbers() {
    allows(LabelRule.real(), -1e300, 0, 0.5);
    refuses(
        LabelRule.real(),
        "is not a finite number",
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY);
  }

  @Test
  void binary() {
    allows(LabelRule.binary(), 0, 1, -0.0);
    refuses(LabelRule.binary(), "is not 0 or 1", -1, 0.5, 2);
    refuses(LabelRule.binary(), "is not a finite number", Double.NaN);
  }

  @Test
  void counts() {
    allows(LabelRule.nonNegative(), 0, 0.5, 7);
    refuses(LabelRule.nonNegative(), "is negative", -1e-9, -3);
  }

  @Test
  void classes() {
    allows(LabelRule.classes(3), 0, 1, 2);
    refuses(LabelRule.classes(3), "is not one of the classes 0 to 2", -1, 0.5, 3, 2.0000001);
    refuses(LabelRule.classes(3), "is not a finite number", Double.NaN);
  }

  @Test
  void everyLossHasItsRule() {
    assertEquals(LabelRule.classes(4), Loss.CROSS_ENTROPY.labels(4));
    assertEquals(LabelRule.real(), Loss.SQUARED_ERROR.labels(2));
    assertEquals(LabelRule.binary(), Loss.LOGISTIC.labels(1));
    assertEquals(LabelRule.nonNegative(), Loss.POISSON.labels(1));
    assertEquals(LabelRule.classes(4), new LinearModel(Loss.CROSS_ENTROPY, 4, true).labels());
    assertEquals(
        LabelRule.classes(5),
        new MultilayerPerceptron(List.of(3, 5), Activation.TANH, Loss.CROSS_ENTROPY, true)
            .labels());
    Objective ownObjective = (g, features) -> g.constant(0);
    assertEquals(LabelRule.real(), ownObjective.labels());
  }

  @Test
  void classesTakeOneLabelColumnOtherLossesOneAnOutput() {
    assertEquals(1, Loss.CROSS_ENTROPY.labelColumns(4));
    assertEquals(4, Loss.SQUARED_ERROR.labelColumns(4));
    assertEquals(2, Loss.LOGISTIC.labelColumns(2));
    assertEquals(2, Loss.POISSON.labelColumns(2));
  }
}
