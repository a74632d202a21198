package io.sparkhessian.report.diagnosis;

import static io.sparkhessian.report.diagnosis.EvidenceByHand.NONE;
import static io.sparkhessian.report.diagnosis.EvidenceByHand.evidence;
import static io.sparkhessian.report.diagnosis.EvidenceByHand.headlines;
import static io.sparkhessian.report.diagnosis.EvidenceByHand.row;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.report.figure.Layer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Findings on units and classes: dead, nearly dead, duplicates, never predicted. */
class DiagnosisOfUnitsTest {
  /** One unit of a layer hardly reacts to either of two inputs. */
  @Test
  void aUnitThatHardlyReactsIsNearlyDead() {
    List<Layer> layers =
        Layer.inOrder(
            List.of(new Layer("layer1.weight", 3, 2, 0), new Layer("layer2.weight", 1, 3, 0)));
    double[] diagonal = {1, 1e6, 1e-12, 1e-6, 2, 2e6, 1, 1, 1};
    double[] beside = {1, 1e3, 1e-6, 1e-3, 1, 1e3, 1, 1, 1};

    List<Finding> findings = Diagnosis.of(evidence(layers, diagonal, beside, NONE, NONE, NONE, 0));

    assertEquals("Unit 1 of layer1 is nearly dead", findings.get(0).headline());
    assertEquals(List.of("p2", "p3"), findings.get(0).names());
  }

  /** The diagonal of the unit is zero, but its off-diagonal entries are not: it can learn. */
  @Test
  void aUnitWithOffDiagonalEntriesIsNotDead() {
    List<Layer> layers =
        Layer.inOrder(
            List.of(new Layer("layer1.weight", 2, 2, 0), new Layer("layer2.weight", 1, 2, 0)));
    double[] diagonal = {1, 1, 0, 0, 1, 1};
    double[] beside = {1, 1, 1, 1, 1, 1};

    List<Finding> findings = Diagnosis.of(evidence(layers, diagonal, beside, NONE, NONE, NONE, 0));

    assertEquals(List.of("Nothing stands out"), headlines(findings));
  }

  @Test
  void aClassThatNeverOccursIsNamed() {
    List<Layer> layers = List.of(new Layer("coefficients", 3, 2, 0));
    double[] diagonal = {1, 2, 1, 2, 1e-14, 1e-14};
    Evidence evidence =
        evidence(
            new Model(layers, i -> "p" + i, List.of(), List.of(new int[] {0, 2, 4}), false),
            diagonal,
            NONE);

    assertEquals(List.of("Class 2 is never predicted"), headlines(Diagnosis.of(evidence)));
  }

  /** Units 0 and 2 have equal weights; unit 3 has opposite ones, which are equivalent for tanh. */
  @Test
  void duplicateUnitsAreNamed() {
    List<Layer> layers =
        Layer.inOrder(
            List.of(new Layer("layer1.weight", 4, 2, 0), new Layer("layer2.weight", 1, 4, 0)));
    double[] ones = new double[12];
    Arrays.fill(ones, 1);
    double[] theta = {0.5, -2, 0.5, 3, 0.5, -2, -0.5, 2, 7, 8, 9, 10};

    for (boolean mirrored : List.of(true, false)) {
      Model model = new Model(layers, i -> "p" + i, List.of(), List.of(), mirrored);
      assertEquals(
          List.of(
              "Units %s of layer1 are duplicates".formatted(mirrored ? "0, 2 and 3" : "0 and 2")),
          headlines(Diagnosis.of(evidence(model, ones, theta))));
    }
  }

  @Test
  void manyDeadUnitsShareAFinding() {
    List<Layer> layers = List.of(new Layer("w", 6, 2, 0));
    double[] diagonal = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 4};

    List<Finding> findings =
        Diagnosis.of(evidence(layers, diagonal, diagonal, NONE, NONE, NONE, 0));

    assertEquals(List.of("5 of the 6 units of w are dead"), headlines(findings));
  }

  /** The loss is linear in p1: its row is zero, but its slope is not. */
  @Test
  void aParameterWithASlopeIsNotDead() {
    double[] diagonal = {1, 0, 2};
    Evidence evidence =
        new Evidence(
            MatrixKind.HESSIAN,
            Model.of(row(3), i -> "p" + i),
            diagonal,
            diagonal,
            NONE,
            new Evidence.Point(1e-5, 1, new double[] {0, 1e-5, 0}, NONE),
            Evidence.Eigen.UNKNOWN,
            Evidence.Eigen.UNKNOWN,
            List.of());

    assertEquals(List.of("Nothing stands out"), headlines(Diagnosis.of(evidence)));
  }

  @Test
  void aDeadUnitHasNoFindingOnItsOutgoingWeights() {
    List<Layer> layers =
        Layer.inOrder(
            List.of(
                new Layer("hidden", 2, 2, 0),
                new Layer("bias", 1, 2, 0),
                new Layer("out", 1, 2, 0)));
    double[] diagonal = {0, 0, 2, 3, 0, 1, 0, 4};

    List<Finding> findings =
        Diagnosis.of(evidence(layers, diagonal, diagonal, NONE, NONE, NONE, 0));

    assertEquals(List.of("Unit 0 of hidden is dead"), headlines(findings));
    assertEquals(List.of("p0", "p1"), findings.get(0).names());
  }
}
