package io.sparkhessian.distributed.plan;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Seconds of the tasks of a plan, in one stage, or in two where partial sums are shuffled. */
final class TaskDurations {
  private final double[] first;
  private final double[] second;
  private final double shuffled;

  private TaskDurations(double[] first, double[] second, double shuffled) {
    this.first = first;
    this.second = second;
    this.shuffled = shuffled;
  }

  /**
   * Returns the durations.
   *
   * @param coresOfExecutor number of cores that share an executor's network
   */
  static TaskDurations of(Plan plan, Rates rates, int coresOfExecutor) {
    if (!plan.axes().byGroups()) {
      return new TaskDurations(rows(plan, rates), new double[0], 0);
    }
    double shuffling = 1 / (1 / rates.shuffling() + coresOfExecutor / rates.network());
    return new TaskDurations(
        parts(plan, rates, shuffling),
        sums(plan, rates, shuffling),
        2.0 * plan.partBytes() / shuffling);
  }

  /** Returns the seconds of tasks that compute and write rows. */
  private static double[] rows(Plan plan, Rates rates) {
    return plan.tasks().stream()
        .mapToDouble(
            task -> rates.task() + rates.seconds(task) + plan.bytes(task) / rates.writing())
        .toArray();
  }

  /** Returns the seconds of tasks that compute the partial sums over one group. */
  private static double[] parts(Plan plan, Rates rates, double shuffling) {
    int groups = plan.data().groups();
    return plan.tasks().stream()
        .mapToDouble(
            task -> rates.task() + rates.seconds(task) / groups + plan.bytes(task) / shuffling)
        .flatMap(seconds -> DoubleStream.generate(() -> seconds).limit(groups))
        .toArray();
  }

  /** Returns the seconds of tasks that add partial sums and write rows. */
  private static double[] sums(Plan plan, Rates rates, double shuffling) {
    return plan.tasks().stream()
        .mapToDouble(
            task ->
                rates.task()
                    + plan.bytes(task) * plan.data().groups() / shuffling
                    + plan.bytes(task) / rates.writing())
        .toArray();
  }

  double[] first() {
    return first;
  }

  double[] second() {
    return second;
  }

  int count() {
    return first.length + second.length;
  }

  /** Seconds of the longest task of each stage, added. */
  double longest() {
    return Arrays.stream(first).max().orElse(0) + Arrays.stream(second).max().orElse(0);
  }

  /** Seconds of one core to write, read and add all partial sums. */
  double shuffled() {
    return shuffled;
  }
}
