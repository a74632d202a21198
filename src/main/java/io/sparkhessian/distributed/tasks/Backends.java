package io.sparkhessian.distributed.tasks;

import io.sparkhessian.Failure;
import io.sparkhessian.linalg.KernelChoice;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The dense kernels that the tasks of a run have reported: all the same, or the run ends. */
final class Backends {
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> warnings = new LinkedHashSet<>();

  /**
   * The values of tasks, in order.
   *
   * @throws Failure the first that a task gave, or of kind cluster when bits would depend on where
   *     a task ran
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
   * Adds those of another process.
   *
   * @throws Failure of kind cluster when they are not the same as all before
   */
  void add(Backend backend) {
    names.add(backend.name());
    if (!backend.warning().isEmpty()) {
      warnings.add(backend.warning());
    }
    if (names.size() > 1) {
      throw Failure.cluster(
          "there are different dense kernels (%s), so the bits would depend on which computes what;"
                  .formatted(String.join("; ", names))
              + " make them equal or set %s=java".formatted(KernelChoice.SETTING));
    }
  }

  /** Adds what the user must be told of something else that computes. */
  void warn(String warning) {
    warnings.add(warning);
  }

  /** What the user must be told of them, each once. */
  Set<String> warnings() {
    return warnings;
  }
}
