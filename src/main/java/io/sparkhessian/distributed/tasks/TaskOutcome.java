package io.sparkhessian.distributed.tasks;

import io.sparkhessian.Failure;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a task gives back. A failure is a value here: it would be the same again, so Spark is not to
 * try the task once more, as it does when one throws.
 *
 * @param value null when it failed
 * @param failure null when it did not
 * @param backends the dense kernels that ran; none when there are none of the choice
 */
public record TaskOutcome<T>(T value, Failure failure, List<Backend> backends)
    implements Serializable {

  public TaskOutcome {
    backends = backends.stream().distinct().toList();
  }

  /** What a task does with its dense kernels. */
  @FunctionalInterface
  interface Work<T> {
    T run(DenseKernels dense) throws Exception;
  }

  static <T> TaskOutcome<T> of(KernelChoice choice, Work<T> work) throws Exception {
    List<Backend> backends = List.of();
    try {
      backends = List.of(Backend.of(choice));
      return new TaskOutcome<>(work.run(Kernels.of(choice)), null, backends);
    } catch (Failure failure) {
      return new TaskOutcome<>(null, failure, backends);
    }
  }

  /** The same, with the dense kernels of tasks before it. */
  TaskOutcome<T> also(List<Backend> earlier) {
    return new TaskOutcome<>(
        value, failure, Stream.concat(earlier.stream(), backends.stream()).toList());
  }

  /** The value, in a task that has to go on with it. */
  public T require() {
    if (failure != null) {
      throw failure;
    }
    return value;
  }
}
