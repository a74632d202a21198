package io.sparkhessian.curvature;

import io.sparkhessian.Failure;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import java.util.List;
import java.util.Optional;

/**
 * A number of a quantity that is NaN or infinite.
 *
 * @param what it is, where, and what to do
 * @param search for where it comes from; empty when it is made of finite results
 */
public record NonFinite(String what, Optional<NonFiniteSearch> search) {

  /**
   * The failure that says so, when samples of this group make it so.
   *
   * @param first the number of the group's first sample
   */
  Failure in(List<Samples> group, long first, DenseKernels dense) {
    return failure(search.map(each -> each.in(group, first, dense)));
  }

  /** The same, when what each group adds is finite. */
  Failure inTotal(DenseKernels dense) {
    return failure(search.map(each -> each.inTotal(dense)));
  }

  private Failure failure(Optional<String> origin) {
    return Failure.numbers(what + origin.map(where -> ": " + where).orElse(""));
  }
}
