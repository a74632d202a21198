package io.sparkhessian.report.diagnosis;

import static io.sparkhessian.report.diagnosis.EvidenceByHand.NONE;
import static io.sparkhessian.report.diagnosis.EvidenceByHand.evidence;
import static io.sparkhessian.report.diagnosis.EvidenceByHand.headlines;
import static io.sparkhessian.report.diagnosis.EvidenceByHand.row;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.report.figure.Layer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Findings on minima, saddle points and flat directions. */
class DiagnosisTest {
  @Test
  void negativeCurvatureIsASaddleWhereTheGradientIsSmall() {
    double[] diagonal = {1, -0.5};
    double[] values = {-0.5, 1};
    double[] lowest = {0, 1};

    List<Finding> still =
        Diagnosis.of(evidence(row(2), diagonal, diagonal, values, lowest, NONE, 1e-9));
    List<Finding> moving =
        Diagnosis.of(evidence(row(2), diagonal, diagonal, values, lowest, NONE, 5));

    assertEquals(List.of("This is a saddle, not a minimum"), headlines(still));
    assertEquals(List.of("p1"), still.get(0).names());
    assertEquals(
        List.of("The parameters are not at a stationary point", "The loss curves downwards here"),
        headlines(moving));
  }

  /** All weights of the network are zero; its gradient is a rounding error. */
  @Test
  void aSaddleAtZeroParametersIsFound() {
    double[] diagonal = {1, -0.5};
    Evidence evidence =
        new Evidence(
            MatrixKind.HESSIAN,
            Model.of(row(2), i -> "p" + i),
            diagonal,
            diagonal,
            NONE,
            new Evidence.Point(1e-16, 0, NONE, NONE),
            new Evidence.Eigen(new double[] {-0.5, 1}, true, new double[] {0, 1}, NONE),
            Evidence.Eigen.UNKNOWN,
            List.of());

    assertEquals(List.of("This is a saddle, not a minimum"), headlines(Diagnosis.of(evidence)));
  }

  @Test
  void aMinimumIsFound() {
    double[] diagonal = {1, 2};
    assertEquals(
        List.of("A local minimum, to second order"),
        headlines(Diagnosis.of(evidence(row(2), diagonal, diagonal, diagonal, NONE, NONE, 0))));
  }

  /** Two classes, one input: adding the same number to both weights changes no probability. */
  @Test
  void aShiftOfASoftmaxIsNotADependence() {
    List<Layer> layers = List.of(new Layer("w", 2, 1, 0));
    double[] ones = {1, 1};
    Evidence evidence =
        new Evidence(
            MatrixKind.HESSIAN,
            new Model(layers, i -> "p" + i, List.of(), List.of(new int[] {0, 1}), false),
            ones,
            ones,
            NONE,
            new Evidence.Point(0, 1, NONE, NONE),
            new Evidence.Eigen(new double[] {0, 2}, true, NONE, NONE),
            Evidence.Eigen.UNKNOWN,
            List.of());

    assertEquals(
        List.of("A local minimum, to second order", "Some directions are flat by construction"),
        headlines(Diagnosis.of(evidence)));
  }

  @Test
  void aGaussNewtonMatrixShowsNoMinimum() {
    double[] diagonal = {1, 2};
    Evidence evidence =
        new Evidence(
            MatrixKind.GAUSS_NEWTON,
            Model.of(row(2), i -> "p" + i),
            diagonal,
            diagonal,
            NONE,
            new Evidence.Point(0, 1, NONE, NONE),
            new Evidence.Eigen(diagonal, true, NONE, NONE),
            Evidence.Eigen.UNKNOWN,
            List.of());

    assertEquals(List.of("Nothing stands out"), headlines(Diagnosis.of(evidence)));
  }

  @Test
  void aFlatDirectionWithUnknownParametersIsReported() {
    double[] ones = {1, 1, 1};

    assertEquals(
        "Some parameters are not identifiable",
        Diagnosis.of(evidence(row(3), ones, ones, new double[] {0, 1, 1}, NONE, NONE, 0))
            .get(0)
            .headline());
  }
}
