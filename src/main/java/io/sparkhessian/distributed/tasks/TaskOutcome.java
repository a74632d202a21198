package io.sparkhessian.distributed.tasks;

import io.sparkhessian.Failure;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * Outcome of a task. A failure is returned instead of thrown: Spark retries a task that throws, and
 * the failure would repeat.
 *
 * @param value null after a failure
 * @param failure null after success
 * @param backends dense kernels used; empty when the chosen kernels are not available
 */
public record TaskOutcome<T>(T value, Failure failure, List<Backend> backends)
    implements Serializable {

  public TaskOutcome {
    backends = backends.stream().distinct().toList();
  }

  /** Work of a task. */
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

  /** Returns this outcome with the dense kernels of earlier tasks added. */
  TaskOutcome<T> also(List<Backend> earlier) {
    return new TaskOutcome<>(
        value, failure, Stream.concat(earlier.stream(), backends.stream()).toList());
  }

  /** Returns the value, or throws the failure. */
  public T require() {
    if (failure != null) {
      throw failure;
    }
    return value;
  }
}
