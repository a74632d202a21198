package io.sparkhessian.quantity.inputs;

import io.sparkhessian.io.samples.SampleBatch;
import io.sparkhessian.io.samples.SampleTable;
import java.io.Serializable;

/**
 * What can be said at a glance of derivatives by the inputs.
 *
 * @param samples how many
 * @param largest max |H[i,j]| of all, or of Laplacians the largest magnitude
 * @param smallestLaplacian of all samples
 * @param smallestAt the first sample that has it
 * @param largestLaplacian of all samples
 * @param largestAt the first sample that has it
 * @param negative how many Laplacians are below zero
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
  public static final InputStatistics OF_NONE =
      new InputStatistics(0, 0, Double.POSITIVE_INFINITY, 0, Double.NEGATIVE_INFINITY, 0, 0);

  /** Of rows as a table of this form has them. */
  public static InputStatistics of(SampleTable table, SampleBatch batch) {
    InputStatistics all = OF_NONE;
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

  /** With those of later samples. */
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
