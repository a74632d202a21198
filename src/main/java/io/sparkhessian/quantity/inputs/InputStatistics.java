package io.sparkhessian.quantity.inputs;

import io.sparkhessian.io.samples.SampleBatch;
import io.sparkhessian.io.samples.SampleTable;
import java.io.Serializable;

/**
 * Summary statistics of derivatives with respect to the inputs.
 *
 * @param samples number of samples
 * @param largest max |H[i,j]| over all samples, or the largest magnitude of a Laplacian
 * @param smallestLaplacian smallest Laplacian of a sample
 * @param smallestAt first sample with the smallest Laplacian
 * @param largestLaplacian largest Laplacian of a sample
 * @param largestAt first sample with the largest Laplacian
 * @param negative number of negative Laplacians
 */
public record InputStatistics(
    long samples,
    double largest,
    double smallestLaplacian,
    int smallestAt,
    double largestLaplacian,
    int largestAt,
    long negative)
    implements Serializable {
  public static final InputStatistics EMPTY =
      new InputStatistics(0, 0, Double.POSITIVE_INFINITY, 0, Double.NEGATIVE_INFINITY, 0, 0);

  /** Returns the statistics of rows in the form of this table. */
  public static InputStatistics of(SampleTable table, SampleBatch batch) {
    InputStatistics all = EMPTY;
    int width = table.width();
    for (int s = 0; s < batch.count(); s++) {
      double largest = 0;
      double trace = 0;
      for (int i = s * width; i < (s + 1) * width; i++) {
        largest = Math.max(largest, Math.abs(batch.secondOrder()[i]));
      }
      boolean matrix = table.form() != SampleTable.Form.TRACE;
      for (int i = 0; i < (matrix ? table.edge() : 1); i++) {
        trace += batch.secondOrder()[s * width + (matrix ? table.at(i, i) : 0)];
      }
      int at = batch.first() + s;
      all = all.and(new InputStatistics(1, largest, trace, at, trace, at, trace < 0 ? 1 : 0));
    }
    return all;
  }

  /** Returns the statistics of these samples and of later ones. */
  public InputStatistics and(InputStatistics later) {
    boolean smaller = later.smallestLaplacian < smallestLaplacian;
    boolean larger = later.largestLaplacian > largestLaplacian;
    return new InputStatistics(
        samples + later.samples,
        Math.max(largest, later.largest),
        smaller ? later.smallestLaplacian : smallestLaplacian,
        smaller ? later.smallestAt : smallestAt,
        larger ? later.largestLaplacian : largestLaplacian,
        larger ? later.largestAt : largestAt,
        negative + later.negative);
  }
}
