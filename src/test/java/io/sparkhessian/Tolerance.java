package io.sparkhessian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.sparkhessian.linalg.Norm;
import org.ejml.data.DMatrixRMaj;

/** How far numbers may be apart, relative to the largest of those expected. */
public final class Tolerance {
  /** The same sum in another order, or by another formula that is as exact. */
  public static final double ROUNDING = 1e-12;

  /** Central differences of a smooth function with numbers around 1. */
  public static final double DIFFERENCES = 1e-7;

  /** Tables made by other software in double precision. */
  public static final double GOLDEN = 1e-10;

  /** What iterations have found to residuals of a millionth or less; eigenvalues to its square. */
  public static final double ITERATED = 1e-9;

  private Tolerance() {}

  /**
   * Fails where a number is further than {@code tolerance · largest |expected|} from the expected.
   */
  public static void assertClose(
      double[] expected, double[] actual, double tolerance, String context) {
    assertEquals(expected.length, actual.length, () -> context + ": length");
    double allowed = tolerance * Norm.maximum(expected);
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs(expected[i] - actual[i]);
      boolean close = expected[i] == actual[i] || difference <= allowed;
      if (!close) {
        fail(
            "%s: [%d] is %s instead of %s; they differ by %.2e, %.2e is allowed"
                .formatted(context, i, actual[i], expected[i], difference, allowed));
      }
    }
  }

  public static void assertClose(double[] expected, double[] actual, double tolerance) {
    assertClose(expected, actual, tolerance, "numbers");
  }

  /** Compares matrices of one shape. */
  public static void assertClose(
      DMatrixRMaj expected, DMatrixRMaj actual, double tolerance, String context) {
    assertEquals(expected.numRows, actual.numRows, () -> context + ": rows");
    assertEquals(expected.numCols, actual.numCols, () -> context + ": columns");
    assertClose(numbers(expected), numbers(actual), tolerance, context);
  }

  /** Compares single numbers, relative to the expected one. */
  public static void assertClose(double expected, double actual, double tolerance, String context) {
    assertClose(new double[] {expected}, new double[] {actual}, tolerance, context);
  }

  private static double[] numbers(DMatrixRMaj matrix) {
    return java.util.Arrays.copyOf(matrix.data, matrix.getNumElements());
  }
}
