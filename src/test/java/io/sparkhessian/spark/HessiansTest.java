package io.sparkhessian.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Failure;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.examples.Rosenbrock;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** What the library refuses before it starts anything. */
class HessiansTest {
  private static final Hessians LOGISTIC =
      Hessians.of(new LinearModel(Loss.LOGISTIC, 1, false), new double[2]);

  private static Samples samples(double feature, double label, double weight) {
    return new Samples(
        new DMatrixRMaj(new double[][] {{1, 2}, {3, feature}}),
        new DMatrixRMaj(new double[][] {{0}, {label}}),
        new DMatrixRMaj(new double[][] {{1}, {weight}}));
  }

  private static void refused(String message, Samples samples) {
    Failure failure = assertThrows(Failure.class, () -> LOGISTIC.over(samples));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertEquals(
        "samples: the " + message + "; mend it or leave the row out", failure.getMessage());
  }

  @Test
  void samplesThatTheObjectiveDoesNotTake() {
    refused(
        "features have at row 1, column 1 NaN, which is not a finite number",
        samples(Double.NaN, 1, 1));
    refused("labels have at row 1, column 0 2.0, which is not 0 or 1", samples(4, 2, 1));
    refused("weights have at row 1, column 0 -1.0, which is negative", samples(4, 1, -1));
    refused(
        "weights have at row 1, column 0 Infinity, which is not a finite number",
        samples(4, 1, Double.POSITIVE_INFINITY));
  }

  @Test
  void vectorsThatTheHessianDoesNotTake() {
    DMatrixRMaj none = new DMatrixRMaj(0, 2);
    DMatrixRMaj wide = new DMatrixRMaj(1, 3);
    DMatrixRMaj infinite = new DMatrixRMaj(new double[][] {{1, 2}, {1.0 / 0, 2}});
    Map.of(
            none, "they are 0 × 2; give one or more, each of 2 numbers",
            wide, "they are 1 × 3; give one or more, each of 2 numbers",
            infinite, "they have at row 1, column 0 Infinity; give finite numbers")
        .forEach(
            (vectors, message) -> {
              Failure failure =
                  assertThrows(Failure.class, () -> SampleCheck.requireVectors(vectors, 2));
              assertEquals("vectors: " + message, failure.getMessage());
            });
  }

  @Test
  void settingsThatAreNone() {
    Hessians hessians = Hessians.of(new Rosenbrock(Map.of()), new double[2]);
    for (double l2 : new double[] {Double.NaN, -1, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> hessians.withL2(l2));
    }
    assertThrows(IllegalArgumentException.class, () -> hessians.inTiles(0));
  }
}
