package io.sparkhessian.quantity.diagonal;

import io.sparkhessian.curvature.DiagonalComparison;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What can be said at a glance of an approximate diagonal.
 *
 * @param compared with the exact one: of all parameters first, then of each layer; empty where it
 *     was not asked for
 */
public record ApproximationStatistics(
    MatrixStatistics diagonal, List<DiagonalComparison> compared) {
  public ApproximationStatistics {
    compared = List.copyOf(compared);
  }

  /** Returns the lines of the summary. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    lines.add(diagonal.diagonalLine());
    compared.forEach(part -> lines.add(new Line(part.name(), text(part))));
    return lines;
  }

  private static String text(DiagonalComparison part) {
    return "against the exact diagonal: error %s, correlation %s, of ranks %s, signs %.1f %% equal"
        .formatted(
            figure(part.relativeError()),
            figure(part.correlation()),
            figure(part.rankCorrelation()),
            100 * part.signAgreement());
  }

  private static String figure(OptionalDouble number) {
    return number.isPresent() ? Numbers.brief(number.getAsDouble()) : "none";
  }
}
