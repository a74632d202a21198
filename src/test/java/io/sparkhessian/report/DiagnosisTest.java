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

  @Test
  void aMinimumIsCalledSo() {
    double[] diagonal = {1, 2};
    assertEquals(
        List.of("A minimum, as far as second derivatives tell"),
        headlines(Diagnosis.of(evidence(row(2), diagonal, diagonal, diagonal, NONE, NONE, 0))));
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
        layers,
        i -> "p" + i,
        diagonal,
        beside,
        0,
        gradientNorm,
        1,
        eigenvalues,
        whole,
        lowest,
        flat,
        0);
  }
}
