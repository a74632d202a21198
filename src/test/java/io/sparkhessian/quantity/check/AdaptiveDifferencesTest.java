package io.sparkhessian.quantity.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Functions of one number t, by their first derivative; the second is known in closed form. */
class AdaptiveDifferencesTest {
  private static final double STEP = 6e-6;
  private static final double ACROSS = -99;

  /** By differences at t, beside what else is looked at in the same call. */
  private static double second(DoubleUnaryOperator first, double t) {
    double step = STEP * Math.max(1, Math.abs(t));
    AdaptiveDifferences settled =
        new AdaptiveDifferences(
            (numbers, part) ->
                numbers.stream().map(any -> difference(first, t, step * part)).toList(),
            any -> step,
            any -> new double[] {ACROSS});
    double[] gradient = {first.applyAsDouble(t)};
    return settled.of(new DMatrixRMaj(2, 1), List.of(1), () -> gradient).get(1, 0);
  }

  private static double[] difference(DoubleUnaryOperator first, double t, double step) {
    double ahead = first.applyAsDouble(t + step);
    return new double[] {(ahead - first.applyAsDouble(t - step)) / (2 * step)};
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /** d²/dt² of log(1 + e^(xt)) is x² σ(xt) σ(−xt), in whatever unit x is measured. */
  @Test
  void whateverTheUnitsOfTheFeatures() {
    for (double x : new double[] {1e-10, 1e-8, 1e-6, 1, 1e4, 1e6, 1e9}) {
      for (double z : new double[] {0, 0.7, -2}) {
        double expected = x * x * sigmoid(z) * sigmoid(-z);
        double found = second(t -> x * sigmoid(x * t), z / x);
        assertEquals(1, found / expected, 1e-5, "x = %s, z = %s".formatted(x, z));
      }
    }
  }

  @Test
  void whatDoesNotChangeIsNothing() {
    assertEquals(0, second(t -> 3, 1));
    assertEquals(0, second(t -> 0, 0));
    assertEquals(2, second(t -> 2 * t, 0), 1e-9);
  }

  @Test
  void noVectorNeedsNoDifference() {
    AdaptiveDifferences none =
        new AdaptiveDifferences(
            (numbers, part) -> {
              throw new AssertionError("nothing to be computed");
            },
            any -> STEP,
            any -> new double[2]);
    DMatrixRMaj products = none.of(new DMatrixRMaj(3, 2), List.of(), () -> null);
    assertEquals(3, products.numRows);
    assertEquals(0, products.get(2, 1));
  }

  /** The gradient of ½ relu(t)² + relu(t) jumps by 1 at 0, and nowhere else. */
  @Test
  void aJumpIsToldFromACurve() {
    DoubleUnaryOperator first = t -> t > 0 ? t + 1 : 0;
    assertEquals(ACROSS, second(first, 0));
    assertEquals(1, second(first, 1e-3), 1e-9);
    assertEquals(0, second(first, -1e-3), 1e-9);
  }
}
