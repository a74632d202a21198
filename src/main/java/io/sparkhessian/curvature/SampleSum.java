package io.sparkhessian.curvature;

import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import java.util.List;
import java.util.Optional;

/**
 * A quantity computed from sums over samples. Groups of samples are summed separately and their
 * parts are added in order, so the result does not depend on where each part is computed.
 *
 * @param <T> the quantity
 */
public interface SampleSum<T> {

  /** The part of a group of samples; zeros for an empty group. */
  PartialSums part(List<Samples> group, DenseKernels dense);

  /**
   * The quantity, finite or not.
   *
   * @param total the parts of all groups
   */
  T finish(PartialSums total, DenseKernels dense);

  /** A NaN or infinite number in the quantity, if any. */
  Optional<NonFinite> nonFinite(T quantity);

  /**
   * The part of a group of samples, checked to be finite.
   *
   * @param first number of the group's first sample
   * @throws io.sparkhessian.Failure of kind numbers if the part makes the quantity NaN or infinite;
   *     the message names the operation and the sample
   */
  default PartialSums finitePart(List<Samples> group, long first, DenseKernels dense) {
    PartialSums part = part(group, dense);
    if (!part.isFinite()) { // unused sums may be infinite, so the quantity decides
      nonFinite(finish(part(group, dense), dense))
          .ifPresent(
              found -> {
                throw found.in(group, first, dense);
              });
    }
    return part;
  }

  /**
   * The quantity.
   *
   * @param total the parts of all groups
   * @throws io.sparkhessian.Failure of kind numbers if the quantity is NaN or infinite
   */
  default T finite(PartialSums total, DenseKernels dense) {
    T quantity = finish(total, dense);
    nonFinite(quantity)
        .ifPresent(
            found -> {
              throw found.inTotal(dense);
            });
    return quantity;
  }

  /** Computes the quantity over all groups in this thread. */
  default T over(Iterable<List<Samples>> groups, DenseKernels dense) {
    PartialSums total = null;
    long first = 0;
    for (List<Samples> group : groups) {
      PartialSums part = finitePart(group, first, dense);
      if (total == null) {
        total = part;
      } else {
        total.add(part);
      }
      first += group.stream().mapToInt(Samples::count).sum();
    }
    return finite(total == null ? part(List.of(), dense) : total, dense);
  }
}
