package io.sparkhessian.curvature;

import io.sparkhessian.Failure;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import java.util.List;
import java.util.Optional;

/**
 * A NaN or infinite number in a quantity.
 *
 * @param what description, position and advice
 * @param search search for the origin; empty if the number is computed from finite results
 */
public record NonFinite(String what, Optional<NonFiniteSearch> search) {

  /**
   * The failure, with the origin in a group of samples.
   *
   * @param first number of the group's first sample
   */
  Failure in(List<Samples> group, long first, DenseKernels dense) {
    return failure(search.map(each -> each.in(group, first, dense)));
  }

  /** The failure, if the sums of all groups are finite. */
  Failure inTotal(DenseKernels dense) {
    return failure(search.map(each -> each.inTotal(dense)));
  }

  private Failure failure(Optional<String> origin) {
    return Failure.numbers(what + origin.map(where -> ": " + where).orElse(""));
  }
}
