package io.sparkhessian.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
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
    assertEquals("Inputs 0 and 1 of w are linearly dependent", findings.get(0).headline());
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
        List.of("The parameters are not at a stationary point", "The loss curves downwards here"),
        headlines(moving));
  }

  /** A network whose weights are all zero: rounding alone makes its gradient. */
  @Test
  void aSaddleAtZeroIsOneThoughZeroHasNoScale() {
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
            new Model(layers, i -> "p" + i, List.of(), List.of(new int[] {0, 1}), false),
            ones,
            ones,
            NONE,
            new Evidence.Point(0, 1, NONE, NONE),
            new Evidence.Eigen(new double[] {0, 2}, true, NONE, NONE),
            Evidence.Eigen.UNKNOWN,
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
  void aGaussNewtonMatrixTellsNoMinimum() {
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

  /** Of a layer of two units and two inputs, one unit hardly reacts to either. */
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

  /** Its own second derivatives are zero, but not those with another parameter: it can learn. */
  @Test
  void aUnitWithEntriesBesideTheDiagonalIsNotDead() {
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

  /** Units 0 and 2 have the same weights, unit 3 the opposite ones, which tanh makes no other. */
  @Test
  void unitsThatSayTheSameAreNamed() {
    List<Layer> layers =
        Layer.inOrder(
            List.of(new Layer("layer1.weight", 4, 2, 0), new Layer("layer2.weight", 1, 4, 0)));
    double[] ones = new double[12];
    Arrays.fill(ones, 1);
    double[] theta = {0.5, -2, 0.5, 3, 0.5, -2, -0.5, 2, 7, 8, 9, 10};

    for (boolean mirrored : List.of(true, false)) {
      Model model = new Model(layers, i -> "p" + i, List.of(), List.of(), mirrored);
      assertEquals(
          List.of("Units %s of layer1 say the same".formatted(mirrored ? "0, 2 and 3" : "0 and 2")),
          headlines(Diagnosis.of(evidence(model, ones, theta))));
    }
  }

  /** What an input is measured in makes no difference to whether others can replace it. */
  @Test
  void inputsOfDifferentScaleAreNoDependence() {
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
        List.of(
            "The inputs differ in scale, from c to a",
            "A minimum, as far as second derivatives tell"),
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

  /** Two of three rows of weights see two inputs that are one: each unit has a flat direction. */
  @Test
  void inputsThatDependAreToldFromUnitsThatDo() {
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
    assertEquals(
        "Some parameters can be traded against each other without any effect",
        units.get(0).headline());
  }

  @Test
  void aFlatDirectionOfWhichNothingIsKnownIsToldAllTheSame() {
    double[] ones = {1, 1, 1};

    assertEquals(
        "Some parameters can be traded against each other without any effect",
        Diagnosis.of(evidence(row(3), ones, ones, new double[] {0, 1, 1}, NONE, NONE, 0))
            .get(0)
            .headline());
  }

  /** Without a regulariser, at a stationary point whose parameters are known. */
  private static Evidence evidence(Model model, double[] diagonal, double[] theta) {
    return new Evidence(
        MatrixKind.HESSIAN,
        model,
        diagonal,
        NONE,
        NONE,
        new Evidence.Point(0, 1, NONE, theta),
        Evidence.Eigen.UNKNOWN,
        Evidence.Eigen.UNKNOWN,
        List.of());
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
        Model.of(layers, i -> "p" + i),
        diagonal,
        beside,
        new double[0],
        new Evidence.Point(gradientNorm, 1, NONE, NONE),
        new Evidence.Eigen(eigenvalues, whole, lowest, flat),
        Evidence.Eigen.UNKNOWN,
        List.of());
  }
}
