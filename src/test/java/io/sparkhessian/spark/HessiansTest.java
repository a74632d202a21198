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

/** Input that the library refuses before it starts Spark jobs. */
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
    assertEquals("samples: " + message + "; correct it or leave the row out", failure.getMessage());
  }

  @Test
  void invalidSamples() {
    refused("features at row 1, column 1: NaN is not a finite number", samples(Double.NaN, 1, 1));
    refused("labels at row 1, column 0: 2.0 is not 0 or 1", samples(4, 2, 1));
    refused("weights at row 1, column 0: -1.0 is negative", samples(4, 1, -1));
    refused(
        "weights at row 1, column 0: Infinity is not a finite number",
        samples(4, 1, Double.POSITIVE_INFINITY));
  }

  @Test
  void invalidVectors() {
    DMatrixRMaj none = new DMatrixRMaj(0, 2);
    DMatrixRMaj wide = new DMatrixRMaj(1, 3);
    DMatrixRMaj infinite = new DMatrixRMaj(new double[][] {{1, 2}, {1.0 / 0, 2}});
    Map.of(
            none, "the matrix is 0 × 2; give one or more rows of 2 numbers",
            wide, "the matrix is 1 × 3; give one or more rows of 2 numbers",
            infinite, "row 1, column 0 is Infinity; give finite numbers")
        .forEach(
            (vectors, message) -> {
              Failure failure =
                  assertThrows(Failure.class, () -> SampleCheck.requireVectors(vectors, 2));
              assertEquals("vectors: " + message, failure.getMessage());
            });
  }

  @Test
  void invalidSettings() {
    Hessians hessians = Hessians.of(new Rosenbrock(Map.of()), new double[2]);
    for (double l2 : new double[] {Double.NaN, -1, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> hessians.withL2(l2));
    }
    assertThrows(IllegalArgumentException.class, () -> hessians.inTiles(0));
  }
}
