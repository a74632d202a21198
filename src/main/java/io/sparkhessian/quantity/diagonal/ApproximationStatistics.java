package io.sparkhessian.quantity.diagonal;

import io.sparkhessian.curvature.DiagonalComparison;
import io.sparkhessian.distributed.results.Statistics;
import java.util.List;

/**
 * What can be said at a glance of an approximate diagonal.
 *
 * @param compared with the exact one: of all parameters first, then of each layer; empty where it
 *     was not asked for
 */
public record ApproximationStatistics(MatrixStatistics diagonal, List<DiagonalComparison> compared)
    implements Statistics {
  public ApproximationStatistics {
    compared = List.copyOf(compared);
  }
}
