package io.sparkhessian.spark.run;

import io.sparkhessian.Failure;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import java.io.Serializable;

/**
 * What a task gives back. A failure is a value here: it would be the same again, so Spark is not to
 * try the task once more, as it does when one throws.
 *
 * @param value null when it failed
 * @param failure null when it did not
 * @param backend the dense kernels that ran; null when there are none of the choice
 */
record TaskOutcome<T>(T value, Failure failure, Backend backend) implements Serializable {

  /** What a task does with its dense kernels. */
  @FunctionalInterface
  interface Work<T> {
    T run(DenseKernels dense) throws Exception;
  }

  static <T> TaskOutcome<T> of(KernelChoice choice, Work<T> work) throws Exception {
    Backend backend = null;
    try {
      backend = Backend.of(choice);
      return new TaskOutcome<>(work.run(Kernels.of(choice)), null, backend);
    } catch (Failure failure) {
      return new TaskOutcome<>(null, failure, backend);
    }
  }
}
