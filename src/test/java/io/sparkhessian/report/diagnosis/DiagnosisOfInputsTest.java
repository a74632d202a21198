package io.sparkhessian.report.diagnosis;

import static io.sparkhessian.report.diagnosis.EvidenceByHand.NONE;
import static io.sparkhessian.report.diagnosis.EvidenceByHand.evidence;
import static io.sparkhessian.report.diagnosis.EvidenceByHand.headlines;
import static io.sparkhessian.report.diagnosis.EvidenceByHand.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.report.figure.Layer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Findings on inputs: without effect, linearly dependent, or of very different scale. */
class DiagnosisOfInputsTest {
  @Test
  void anInputThatIsZeroInEverySampleIsNamed() {
    double[] diagonal = {1, 0, 2};
    List<Finding> findings =
        Diagnosis.of(evidence(row(3), diagonal, diagonal, NONE, NONE, NONE, 0));

    assertEquals(List.of("Input 1 of w has no effect"), headlines(findings));
    assertEquals(List.of("p1"), findings.get(0).names());
  }

  @Test
  void collinearInputsAreNamedByTheFlatDirection() {
    double[] diagonal = {1, 1, 2};
    double[] flat = {0.5, 0.5, 0};

    List<Finding> findings =
        Diagnosis.of(
            evidence(row(3), diagonal, diagonal, new double[] {1e-17, 2, 2}, NONE, flat, 0));

    assertEquals(Verdict.PROBLEM, findings.get(0).verdict());
    assertEquals(List.of("p0", "p1"), findings.get(0).names());
    assertEquals("Inputs 0 and 1 of w are linearly dependent", findings.get(0).headline());
  }

  /** The unit of measurement of an input does not make it dependent on others. */
  @Test
  void inputsOfDifferentScaleAreNotDependent() {
    double[] diagonal = {1e12, 1, 1e-8};
    Evidence evidence =
        evidence(
            new Model(row(3), i -> "p" + i, List.of("a", "b", "c"), List.of(), false),
            diagonal,
            NONE);
    Evidence.Eigen raw =
        new Evidence.Eigen(new double[] {1e-8, 1, 1e12}, true, NONE, new double[] {0, 1, 1});
    Evidence.Eigen scaled =
        new Evidence.Eigen(new double[] {0.9, 1, 1.1}, true, new double[] {1, 0, 0}, NONE);

    assertEquals(
        List.of("The inputs differ in scale, from c to a", "A local minimum, to second order"),
        headlines(Diagnosis.of(evidence.with(raw, scaled))));
  }

  /** A correlation of 1 − 10⁻⁶: the condition index is √(2 · 10⁶). */
  @Test
  void nearlyCollinearInputsAreNamed() {
    double[] ones = {1, 1};
    double[] values = {1e-6, 2 - 1e-6};
    Evidence evidence =
        evidence(Model.of(row(2), i -> "p" + i), ones, NONE)
            .with(
                new Evidence.Eigen(values, true, NONE, NONE),
                new Evidence.Eigen(values, true, new double[] {0.5, 0.5}, NONE));

    Finding first = Diagnosis.of(evidence).get(0);

    assertEquals("p0 and p1 are nearly collinear", first.headline());
    assertTrue(first.evidence().contains("a condition index of 1,414"), first.evidence());
    assertTrue(first.evidence().contains("up to 1,000 times"), first.evidence());
  }

  /** Two of three inputs are equal: each unit has a flat direction. */
  @Test
  void dependentInputsAreDistinguishedFromDependentUnits() {
    List<Layer> layers =
        Layer.inOrder(
            List.of(new Layer("layer1.weight", 2, 3, 0), new Layer("layer2.weight", 1, 2, 0)));
    double[] ones = {1, 1, 1, 1, 1, 1, 1, 1};
    double[] beside = ones;
    double[] values = {0, 0, 1, 1, 1, 1, 2, 2};

    List<Finding> inputs =
        Diagnosis.of(
            evidence(
                layers, ones, beside, values, NONE, new double[] {.5, .5, 0, .5, .5, 0, 0, 0}, 0));
    List<Finding> units =
        Diagnosis.of(
            evidence(
                layers, ones, beside, values, NONE, new double[] {.9, .6, .5, 0, 0, 0, 0, 0}, 0));

    assertEquals("Inputs 0 and 1 of layer1 are linearly dependent", inputs.get(0).headline());
    assertEquals(Verdict.PROBLEM, inputs.get(0).verdict());
    assertEquals("Some parameters are not identifiable", units.get(0).headline());
  }
}
