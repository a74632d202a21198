package io.sparkhessian.curvature;

import io.sparkhessian.Failure;
import org.ejml.data.DMatrixRMaj;

/** Stops at a NaN or an infinity, with the name of what it was found in. */
final class FiniteCheck {
  private static final String ADVICE =
      "; look for an overflow or a log of zero at these parameters and data";

  private FiniteCheck() {}

  static void require(String what, double value) {
    if (!Double.isFinite(value)) {
      throw Failure.numbers("%s is %s%s".formatted(what, value, ADVICE));
    }
  }

  /** Checks entries that stand for the parameters from {@code first} on. */
  static void require(String what, double[] values, ParameterLayout layout, int first) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw Failure.numbers(
            "%s is %s at parameter %d, %s%s"
                .formatted(what, values[i], first + i, layout.elementName(first + i), ADVICE));
      }
    }
  }

  /** Checks rows of the Hessian whose first row and column is {@code first}. */
  static void requireRows(DMatrixRMaj rows, int first, ParameterLayout layout) {
    for (int i = 0; i < rows.getNumElements(); i++) {
      if (!Double.isFinite(rows.data[i])) {
        int row = first + i / rows.numCols;
        int column = first + i % rows.numCols;
        throw Failure.numbers(
            "the Hessian is %s at (%s, %s)%s"
                .formatted(
                    rows.data[i], layout.elementName(row), layout.elementName(column), ADVICE));
      }
    }
  }
}
