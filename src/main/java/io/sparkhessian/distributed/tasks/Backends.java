package io.sparkhessian.distributed.tasks;

import io.sparkhessian.Failure;
import io.sparkhessian.linalg.KernelChoice;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Dense kernels that the tasks of a run report; different kernels end the run. */
final class Backends {
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> warnings = new LinkedHashSet<>();

  /**
   * Returns the values of tasks, in order.
   *
   * @throws Failure the first failure of a task, or of kind cluster when executors have different
   *     kernels
   */
  <T> List<T> values(List<TaskOutcome<T>> outcomes) {
    for (TaskOutcome<T> outcome : outcomes) {
      if (outcome.failure() != null) {
        throw outcome.failure();
      }
      outcome.backends().forEach(this::add);
    }
    return outcomes.stream().map(TaskOutcome::value).toList();
  }

  /**
   * Adds the kernels of a process.
   *
   * @throws Failure of kind cluster when they differ from the kernels added before
   */
  void add(Backend backend) {
    names.add(backend.name());
    if (!backend.warning().isEmpty()) {
      warnings.add(backend.warning());
    }
    if (names.size() > 1) {
      throw Failure.cluster(
          "the executors and the driver have different dense kernels (%s), so results would depend"
                  .formatted(String.join("; ", names))
              + " on the executor; install the same library everywhere or set %s=java"
                  .formatted(KernelChoice.SETTING));
    }
  }

  /** Adds a warning about another library. */
  void warn(String warning) {
    warnings.add(warning);
  }

  /** Warnings for the user, without duplicates. */
  Set<String> warnings() {
    return warnings;
  }
}
