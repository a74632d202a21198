package io.sparkhessian.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.quantity.check.Recomputed;
import io.sparkhessian.quantity.matrix.MatrixCheck;
import java.util.List;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class VerificationTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  private static boolean good(double rows, OptionalDouble products, OptionalDouble symmetry) {
    return new Findings("rows", "differences", List.of(0), rows, products, symmetry, List.of())
        .isCorrect();
  }

  @Test
  void aNaNIsNotGood() {
    OptionalDouble nan = OptionalDouble.of(Double.NaN);
    OptionalDouble zero = OptionalDouble.of(0);
    assertTrue(good(0, NONE, NONE));
    assertTrue(good(0, zero, zero));
    assertFalse(good(Double.NaN, NONE, NONE));
    assertFalse(good(0, nan, zero));
    assertFalse(good(0, zero, nan));
    assertFalse(good(0, OptionalDouble.of(1e-3), zero));
    assertFalse(good(0, zero, OptionalDouble.of(1e-3)));
  }

  @Test
  void differencesFromASecondComputationAreNamed() {
    double[] one = {1, 2};
    assertEquals(List.of(), wrong(Recomputed.of("x", one, new double[] {1, 2}, 0)));
    for (double[] other : new double[][] {{1, 2.001}, {1, Double.NaN}, {1}}) {
      assertEquals(List.of("x"), wrong(Recomputed.of("x", one, other, 0)));
    }
    double[] rounding = {1e-16};
    assertEquals(List.of(), wrong(Recomputed.of("x", rounding, new double[] {3e-16}, 1)));
  }

  private static List<String> wrong(Recomputed recomputed) {
    return new Findings("rows", "differences", List.of(0), 0, NONE, NONE, List.of(recomputed))
        .failed();
  }

  /** u = (1, 0), v = (0, 1): uᵀ(Hv) is H₀₁ and vᵀ(Hu) is H₁₀. */
  @Test
  void productsOfAnAsymmetricMatrix() {
    DMatrixRMaj vectors = new DMatrixRMaj(new double[][] {{1, 0}, {0, 1}});
    DMatrixRMaj products = new DMatrixRMaj(new double[][] {{5, 3}, {4, 3}});
    assertEquals(0.2, MatrixCheck.symmetryDefect(vectors, products), 1e-15);
  }
}
