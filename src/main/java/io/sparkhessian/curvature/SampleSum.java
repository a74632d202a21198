package io.sparkhessian.curvature;

import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import java.util.List;
import java.util.Optional;

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
   * The quantity, finite or not.
   *
   * @param total the parts of all groups
   */
  T finish(PartialSums total, DenseKernels dense);

  /** What in the quantity is NaN or infinite, if anything is. */
  Optional<NonFinite> nonFinite(T quantity);

  /**
   * What a group adds.
   *
   * @param first the number of its first sample
   * @throws io.sparkhessian.Failure of kind numbers when that makes the quantity NaN or infinite;
   *     it names the operation and the sample
   */
  default PartialSums finitePart(List<Samples> group, long first, DenseKernels dense) {
    PartialSums part = part(group, dense);
    if (!part.isFinite()) { // what nobody reads may be so: the quantity decides
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
   * @throws io.sparkhessian.Failure of kind numbers when it is NaN or infinite
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

  /** The quantity over all groups, computed here. */
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
