package io.sparkhessian.quantity.diagonal;

import io.sparkhessian.curvature.DiagonalComparison;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;

/** Contents of comparison.csv: one line for all parameters, then one per layer. */
public final class ComparisonFile {
  private static final String HEADER =
      "part,parameters,relative_error,maximum_error,correlation,rank_correlation,sign_agreement";

  private ComparisonFile() {}

  public static byte[] of(List<DiagonalComparison> compared) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (DiagonalComparison part : compared) {
      text.append(
          String.join(
              ",",
              part.name(),
              Integer.toString(part.size()),
              cell(part.relativeError()),
              Double.toString(part.maximumError()),
              cell(part.correlation()),
              cell(part.rankCorrelation()),
              Double.toString(part.signAgreement())));
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the number, or an empty cell if it is undefined. */
  private static String cell(OptionalDouble number) {
    return number.isPresent() ? Double.toString(number.getAsDouble()) : "";
  }
}
