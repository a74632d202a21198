package io.sparkhessian.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.layout.Window;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.Reduction;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NonFiniteSearchTest {
  private static final String AT_5 = " at sample 5 of the data (counted from 0)";

  private static void comesFrom(String origin, String start, Executable computation) {
    Failure failure = assertThrows(Failure.class, computation);
    assertEquals(Failure.Kind.NUMBERS, failure.kind());
    String said = failure.getMessage();
    assertEquals(start, said.substring(0, Math.min(start.length(), said.length())), said);
    assertEquals(origin, said.substring(said.indexOf(": ") + 2), said);
  }

  /** Samples of two features, the last feature 1, in chunks of four. */
  private static Samples samples(double label, double... first) {
    DMatrixRMaj features = new DMatrixRMaj(first.length, 2);
    DMatrixRMaj labels = new DMatrixRMaj(first.length, 1);
    DMatrixRMaj weights = new DMatrixRMaj(first.length, 1);
    for (int s = 0; s < first.length; s++) {
      features.set(s, 0, first[s]);
      features.set(s, 1, 1);
    }
    labels.fill(label);
    weights.fill(1);
    return new Samples(features, labels, weights);
  }

  private static AtPoint model(Loss loss, Samples samples, double... theta) {
    return AtPoint.of(new LinearModel(loss, 1, false), samples, Reduction.SUM, 0, theta);
  }

  /** (θ · x)^1.5 of each sample, which has no second derivative where θ · x = 0. */
  private static AtPoint kinked() {
    Objective objective =
        (g, features) ->
            g.power(
                g.matMulTransposed(g.features(features), g.parameter("slopes", 1, features)), 1.5);
    return AtPoint.of(
        objective, samples(0, 1, 2, 3, 4, 5, -1, 6), Reduction.MEAN, 0, new double[] {1, 1});
  }

  @Test
  void anExponentialInTheLoss() {
    AtPoint there = model(Loss.POISSON, samples(0, 1, 2, 3, 4, 5, 1000, 2000), 1, 0);
    comesFrom(
        "the operation exp is the first to give Infinity"
            + AT_5
            + "; the nearest parameter is coefficients",
        "the loss is Infinity",
        there::lossAndGradient);
  }

  @Test
  void anOperationOnParametersAloneHasNoSample() {
    AtPoint there = AtPoint.of((g, features) -> g.log(g.parameter("a", 1, 1)), -1);
    comesFrom(
        "the operation log is the first to give NaN; the nearest parameter is a",
        "the loss is NaN",
        there::lossAndGradient);
  }

  /** The residuals are 1e150, their squares finite; times 1e200 they are not. */
  @Test
  void aProductWithinTheSumOfTheGradient() {
    AtPoint there = model(Loss.SQUARED_ERROR, samples(1e150, 0, 0, 0, 0, 0, 1e200, 0), 0, 0);
    comesFrom(
        "the operation contract is the first to give -Infinity"
            + AT_5
            + "; the nearest parameter is coefficients",
        "the gradient is -Infinity at parameter 0, coefficients[0];",
        there::lossAndGradient);
  }

  @Test
  void aFactorOfTheSecondDerivative() {
    AtPoint there = kinked();
    there.lossAndGradient();
    String origin =
        "the operation power -0.5 is the first to give Infinity"
            + AT_5
            + "; the nearest parameter is slopes";
    comesFrom(
        "along slopes[0], " + origin,
        "the Hessian is Infinity at (slopes[0], slopes[0]);",
        there::hessian);
    comesFrom(
        "along slopes[0], " + origin,
        "the diagonal is Infinity at parameter 0, slopes[0];",
        there::diagonal);
    comesFrom(
        "along the vector, " + origin,
        "the Hessian-vector product is -Infinity at parameter 0, slopes[0];",
        () -> there.times(0, 1));
    CurvatureRows general = CurvatureRows.byDirections(there.problem());
    comesFrom(
        "along slopes[1], " + origin,
        "the Hessian is Infinity at (slopes[1], slopes[1]);",
        () -> general.rows(1, 2, there.chunks(), AtPoint.DENSE));
  }

  @Test
  void aHugeInputSquared() {
    AtPoint there = model(Loss.SQUARED_ERROR, samples(0, 1, 2, 3, 4, 5, 1e160, 6), 0, 0);
    there.lossAndGradient();
    String origin = "the operation contract is the first to give Infinity" + AT_5;
    comesFrom(
        "along coefficients[0], " + origin,
        "the Hessian is Infinity at (coefficients[0], coefficients[0]);",
        there::hessian);
    comesFrom(
        "along coefficients[0], " + origin,
        "the diagonal is Infinity at parameter 0, coefficients[0];",
        there::diagonal);
    comesFrom(
        "along the vector, " + origin,
        "the Hessian-vector product is Infinity at parameter 0, coefficients[0];",
        () -> there.times(1, 0));
  }

  @Test
  void countsSamplesAcrossGroups() {
    AtPoint there = model(Loss.SQUARED_ERROR, samples(0, 1, 2, 3, 4, 5, 1e160, 6), 0, 0);
    List<List<Samples>> groups = there.chunks().stream().map(List::of).toList();
    comesFrom(
        "along coefficients[0], the operation contract is the first to give Infinity" + AT_5,
        "the Hessian is Infinity",
        () ->
            new CurvatureRows(there.problem())
                .sum(Window.ofRows(0, 2, 2), 4)
                .over(groups, AtPoint.DENSE));
  }

  @Test
  void aHugeVector() {
    AtPoint there = model(Loss.SQUARED_ERROR, samples(0, 1, 2, 3, 4, 5, 1e10, 6), 0, 0);
    comesFrom(
        "along the vector, the operation matMulTransposed is the first to give Infinity" + AT_5,
        "the Hessian-vector product is Infinity",
        () -> there.times(1e300, 1));
  }

  /** 1.1e154² is 1.2e308; twice that is too much. */
  @Test
  void aSumOfFiniteTerms() {
    double[] first = new double[8];
    Arrays.fill(first, 2, 4, 1.1e154);
    AtPoint there = model(Loss.SQUARED_ERROR, samples(0, first), 0, 0);
    String origin =
        "along coefficients[0], the sum over samples 0 to 3 of the data (counted from 0) overflows,"
            + " although each term is finite";
    comesFrom(origin, "the Hessian is Infinity", there::hessian);
    comesFrom(origin, "the diagonal is Infinity", there::diagonal);
  }

  @Test
  void aSumOfFiniteChunksAndGroups() {
    double[] first = new double[8];
    first[2] = 1.1e154;
    first[6] = 1.1e154;
    AtPoint there = model(Loss.SQUARED_ERROR, samples(0, first), 0, 0);
    comesFrom(
        "along coefficients[0], the sum over samples 0 to 7 of the data (counted from 0) overflows,"
            + " although each term is finite",
        "the Hessian is Infinity",
        there::hessian);
    List<List<Samples>> groups = there.chunks().stream().map(List::of).toList();
    comesFrom(
        "along coefficients[0], the sum over all samples overflows, although each term is finite",
        "the diagonal is Infinity",
        () -> new HessianDiagonal(there.problem()).sum(0, 2, 4).over(groups, AtPoint.DENSE));
  }

  /** 1e-300 · 1e200² is 1e100, but overflows if the square comes first. */
  @Test
  void aProductThatAnotherOrderWouldHaveKeptFinite() {
    AtPoint there = model(Loss.POISSON, samples(0, 0, 0, 0, 0, 0, 1e200, 0), -690e-200, 0);
    comesFrom(
        "along coefficients[0], a product of inputs and finite derivatives overflows" + AT_5,
        "the diagonal is Infinity",
        there::diagonal);
  }

  /** Entries of other parameters do not affect the requested ones. */
  @Test
  void finiteEntriesAreReturned() {
    AtPoint there = model(Loss.SQUARED_ERROR, samples(0, 1, 2, 3, 4, 5, 1e160, 6), 0, 0);
    assertArrayEquals(
        new double[] {7},
        new HessianDiagonal(there.problem()).entries(1, 2, there.chunks(), AtPoint.DENSE));
    assertArrayEquals(
        new double[] {7},
        new CurvatureRows(there.problem()).rows(1, 2, there.chunks(), AtPoint.DENSE).data);
  }
}
