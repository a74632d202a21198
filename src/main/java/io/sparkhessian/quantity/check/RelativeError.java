package io.sparkhessian.quantity.check;

import io.sparkhessian.linalg.Norm;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Differences of arrays relative to the largest absolute value. */
public final class RelativeError {
  private RelativeError() {}

  /**
   * Returns max |found − expected| / max(floor, max |found|, max |expected|).
   *
   * @param floor smallest scale that the error is relative to
   */
  public static double of(double[] found, double[] expected, double floor) {
    double scale = Math.max(floor, Math.max(largest(found), largest(expected)));
    double error = 0;
    for (int i = 0; i < found.length; i++) {
      error = Math.max(error, Math.abs(found[i] - expected[i]));
    }
    return scale == 0 ? 0 : error / scale;
  }

  public static double of(DMatrixRMaj found, DMatrixRMaj expected, double floor) {
    return of(numbers(found), numbers(expected), floor);
  }

  /** Returns the largest absolute value; NaN if any value is NaN. */
  public static double largest(double[] values) {
    return Norm.maximum(values);
  }

  public static double largest(DMatrixRMaj matrix) {
    return largest(numbers(matrix));
  }

  private static double[] numbers(DMatrixRMaj matrix) {
    int count = matrix.getNumElements();
    return count == matrix.data.length ? matrix.data : Arrays.copyOf(matrix.data, count);
  }
}
