package io.sparkhessian.quantity.diagonal;

import io.sparkhessian.curvature.DiagonalComparison;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Statistics of an approximate diagonal.
 *
 * @param compared comparison with the exact diagonal, over all parameters and then over each layer;
 *     empty where the job does not compare them
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
    return "against the exact diagonal: error %s, correlation %s, rank correlation %s, %.1f %% equal signs"
        .formatted(
            figure(part.relativeError()),
            figure(part.correlation()),
            figure(part.rankCorrelation()),
            100 * part.signAgreement());
  }

  private static String figure(OptionalDouble number) {
    return number.isPresent() ? Numbers.brief(number.getAsDouble()) : "undefined";
  }
}
