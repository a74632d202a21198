package io.sparkhessian.curvature;

import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import java.util.List;

/**
 * A quantity made of sums over samples. Groups of samples are summed each by itself, and the parts
 * are added in the order of the groups, so that it does not matter who computed which.
 *
 * @param <T> the quantity
 */
public interface SampleSum<T> {

  /** What a group of samples adds; zeros of the right shapes where there are no samples. */
  PartialSums part(List<Samples> group, DenseKernels dense);

  /**
   * The quantity.
   *
   * @param total the parts of all groups
   * @throws io.sparkhessian.Failure when it is NaN or infinite
   */
  T finish(PartialSums total, DenseKernels dense);

  /** The quantity over all groups, computed here. */
  default T over(Iterable<List<Samples>> groups, DenseKernels dense) {
    PartialSums total = null;
    for (List<Samples> group : groups) {
      PartialSums part = part(group, dense);
      if (total == null) {
        total = part;
      } else {
        total.add(part);
      }
    }
    return finish(total == null ? part(List.of(), dense) : total, dense);
  }
}
