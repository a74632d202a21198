package io.sparkhessian.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Spoilt models, whose Hessians are written down by hand. */
class DiagnosisTest {
  private static final double[] NONE = {};

  @Test
  void aUnitWhoseRowsAreZeroIsDeadWithoutALineForTheWeightsBehindIt() {
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

  @Test
  void anInputThatIsZeroInEverySampleIsNamed() {
    double[] diagonal = {1, 0, 2};
    List<Finding> findings =
        Diagnosis.of(evidence(row(3), diagonal, diagonal, NONE, NONE, NONE, 0));

    assertEquals(List.of("Input 1 of w has no effect"), headlines(findings));
    assertEquals(List.of("p1"), findings.get(0).names());
  }

  @Test
  void collinearInputsAreNamedByTheDirectionThatChangesNothing() {
    double[] diagonal = {1, 1, 2};
    double[] flat = {0.5, 0.5, 0};

    List<Finding> findings =
        Diagnosis.of(
            evidence(row(3), diagonal, diagonal, new double[] {1e-17, 2, 2}, NONE, flat, 0));

    assertEquals(Verdict.PROBLEM, findings.get(0).verdict());
    assertEquals(List.of("p0", "p1"), findings.get(0).names());
    assertTrue(findings.get(0).remedy().contains("linearly dependent"));
  }

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
        List.of("The loss curves downwards here", "The parameters are not at a stationary point"),
        headlines(moving));
  }

  /** A network whose weights are all zero: rounding alone makes its gradient. */
  @Test
  void aSaddleAtZeroIsOneThoughZeroHasNoScale() {
    double[] diagonal = {1, -0.5};
    Evidence evidence =
        new Evidence(
            MatrixKind.HESSIAN,
            row(2),
            i -> "p" + i,
            diagonal,
            diagonal,
            NONE,
            new Evidence.Point(1e-16, 0, NONE),
            new Evidence.Eigen(new double[] {-0.5, 1}, true, new double[] {0, 1}, NONE),
            List.of(),
            List.of());

    assertEquals(List.of("This is a saddle, not a minimum"), headlines(Diagnosis.of(evidence)));
  }

  @Test
  void aMinimumIsCalledSo() {
    double[] diagonal = {1, 2};
    assertEquals(
        List.of("A minimum, as far as second derivatives tell"),
        headlines(Diagnosis.of(evidence(row(2), diagonal, diagonal, diagonal, NONE, NONE, 0))));
  }

  /** Two classes, one input: adding the same to both weights changes nothing, by nature. */
  @Test
  void aShiftOfASoftmaxIsNoDependence() {
    List<Layer> layers = List.of(new Layer("w", 2, 1, 0));
    double[] ones = {1, 1};
    Evidence evidence =
        new Evidence(
            MatrixKind.HESSIAN,
            layers,
            i -> "p" + i,
            ones,
            ones,
            NONE,
            new Evidence.Point(0, 1, NONE),
            new Evidence.Eigen(new double[] {0, 2}, true, NONE, NONE),
            List.of(new int[] {0, 1}),
            List.of());

    assertEquals(
        List.of(
            "A minimum, as far as second derivatives tell", "Some directions are flat by nature"),
        headlines(Diagnosis.of(evidence)));
  }

  @Test
  void manyDeadUnitsShareALine() {
    List<Layer> layers = List.of(new Layer("w", 6, 2, 0));
    double[] diagonal = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 4};

    List<Finding> findings =
        Diagnosis.of(evidence(layers, diagonal, diagonal, NONE, NONE, NONE, 0));

    assertEquals(List.of("5 of the 6 units of w are dead"), headlines(findings));
  }

  /** The loss is linear in p1: its row is zero, but it matters. */
  @Test
  void aParameterWithASlopeIsNotDead() {
    double[] diagonal = {1, 0, 2};
    Evidence evidence =
        new Evidence(
            MatrixKind.HESSIAN,
            row(3),
            i -> "p" + i,
            diagonal,
            diagonal,
            NONE,
            new Evidence.Point(1e-5, 1, new double[] {0, 1e-5, 0}),
            Evidence.Eigen.UNKNOWN,
            List.of(),
            List.of());

    assertEquals(List.of("Nothing stands out"), headlines(Diagnosis.of(evidence)));
  }

  @Test
  void aGaussNewtonMatrixTellsNoMinimum() {
    double[] diagonal = {1, 2};
    Evidence evidence =
        new Evidence(
            MatrixKind.GAUSS_NEWTON,
            row(2),
            i -> "p" + i,
            diagonal,
            diagonal,
            NONE,
            new Evidence.Point(0, 1, NONE),
            new Evidence.Eigen(diagonal, true, NONE, NONE),
            List.of(),
            List.of());

    assertEquals(List.of("Nothing stands out"), headlines(Diagnosis.of(evidence)));
  }

  private static List<Layer> row(int columns) {
    return List.of(new Layer("w", 1, columns, 0));
  }

  private static List<String> headlines(List<Finding> findings) {
    return findings.stream().map(Finding::headline).toList();
  }

  private static Evidence evidence(
      List<Layer> layers,
      double[] diagonal,
      double[] beside,
      double[] eigenvalues,
      double[] lowest,
      double[] flat,
      double gradientNorm) {
    boolean whole = eigenvalues.length == diagonal.length;
    return new Evidence(
        MatrixKind.HESSIAN,
        layers,
        i -> "p" + i,
        diagonal,
        beside,
        new double[0],
        new Evidence.Point(gradientNorm, 1, new double[0]),
        new Evidence.Eigen(eigenvalues, whole, lowest, flat),
        List.of(),
        List.of());
  }
}
