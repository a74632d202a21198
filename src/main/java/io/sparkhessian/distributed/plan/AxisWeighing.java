package io.sparkhessian.distributed.plan;

import io.sparkhessian.distributed.plan.AxisChoice.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Weighs the possible cuts of a job.
 *
 * @param groups of samples, at least 1
 * @param partitioned whether the samples do not fit a broadcast
 */
record AxisWeighing(int groups, boolean partitioned) {
  /** Bytes of partial sums that may be shuffled for a result of any size. */
  private static final double SMALL_SHUFFLE = 1e9;

  /** Bytes of partial sums that may be shuffled per byte of the result. */
  private static final double SHUFFLED_OF_RESULT = 4;

  /**
   * Chooses the axes of tasks that are not strips.
   *
   * @param numbers that a task computes
   */
  AxisChoice choose(TaskList tasks, ToLongFunction<BlockTask> numbers) {
    return partitioned ? byGroups(tasks, tasks, numbers) : choose(tasks, numbers, List.of());
  }

  /**
   * Chooses the axes for samples that fit a broadcast.
   *
   * @param numbers that a task computes
   * @param others further cuts
   */
  AxisChoice choose(TaskList tasks, ToLongFunction<BlockTask> numbers, List<Option> others) {
    List<Option> weighed = new ArrayList<>();
    weighed.add(new Option(Axes.ROWS, CutCost.rows(tasks.tasks())));
    ToLongFunction<BlockTask> bytes = task -> Double.BYTES * numbers.applyAsLong(task);
    if (isShuffleSmall(tasks.tasks(), bytes)) {
      weighed.add(new Option(Axes.GROUPS, CutCost.groups(tasks.tasks(), bytes, groups)));
    }
    weighed.addAll(others);
    return AxisChoice.of(weighed);
  }

  /**
   * Returns the choice for samples that do not fit a broadcast.
   *
   * @param rows tasks that compute whole rows
   * @param tasks to be divided by groups
   */
  AxisChoice byGroups(TaskList rows, TaskList tasks, ToLongFunction<BlockTask> numbers) {
    ToLongFunction<BlockTask> bytes = task -> Double.BYTES * numbers.applyAsLong(task);
    return AxisChoice.partitioned(
        CutCost.rows(rows.tasks()), CutCost.groups(tasks.tasks(), bytes, groups));
  }

  /** Whether the partial sums of all groups are small enough for the disks of a cluster. */
  private boolean isShuffleSmall(List<BlockTask> tasks, ToLongFunction<BlockTask> parts) {
    double result = tasks.stream().mapToDouble(parts::applyAsLong).sum();
    return groups * result <= Math.max(SMALL_SHUFFLE, SHUFFLED_OF_RESULT * result);
  }
}
