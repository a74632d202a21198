package io.sparkhessian.quantity.diagonal;

import io.sparkhessian.distributed.results.RowReport;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.Numbers;
import java.util.Arrays;
import java.util.List;

/**
 * Statistics of a matrix, its blocks or its diagonal.
 *
 * @param largest max |H|; max |H[i,i]| if only the diagonal is known
 * @param negative number of negative diagonal entries
 */
public record MatrixStatistics(
    double trace, double smallestDiagonal, double largestDiagonal, long negative, double largest) {

  public static MatrixStatistics ofDiagonal(double[] diagonal, double largest) {
    return new MatrixStatistics(
        Arrays.stream(diagonal).sum(),
        Arrays.stream(diagonal).min().orElse(0),
        Arrays.stream(diagonal).max().orElse(0),
        Arrays.stream(diagonal).filter(entry -> entry < 0).count(),
        largest);
  }

  public static MatrixStatistics ofDiagonal(double[] diagonal) {
    return ofDiagonal(diagonal, Arrays.stream(diagonal).map(Math::abs).max().orElse(0));
  }

  public static MatrixStatistics ofRows(List<RowReport> reports) {
    double[] diagonal =
        reports.stream().flatMapToDouble(report -> Arrays.stream(report.diagonal())).toArray();
    double largest = reports.stream().mapToDouble(RowReport::largest).max().orElse(0);
    return ofDiagonal(diagonal, largest);
  }

  /** Returns the line of the summary about the diagonal. */
  public Line diagonalLine() {
    return new Line(
        "diagonal",
        "from %s to %s, trace %s, %s"
            .formatted(
                Numbers.brief(smallestDiagonal),
                Numbers.brief(largestDiagonal),
                Numbers.precise(trace),
                Numbers.negative(negative)));
  }
}
