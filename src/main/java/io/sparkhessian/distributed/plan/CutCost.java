package io.sparkhessian.distributed.plan;

import java.io.Serializable;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Cost of a cut into tasks, at {@link Rates#NOMINAL}.
 *
 * @param work seconds of all cores together
 * @param longest seconds of the longest task, with the tasks that follow from it
 * @param dispatch seconds that the driver needs to start all tasks
 */
public record CutCost(double work, double longest, double dispatch) implements Serializable {
  private static final Rates RATES = Rates.NOMINAL;

  /** Shortest duration in seconds on any number of cores. */
  public double least() {
    return Math.max(longest, dispatch);
  }

  /** Returns the cost of tasks that see all samples. */
  static CutCost rows(List<BlockTask> tasks) {
    double work = 0;
    double longest = 0;
    for (BlockTask task : tasks) {
      double seconds = RATES.seconds(task) + RATES.task();
      work += seconds;
      longest = Math.max(longest, seconds);
    }
    return new CutCost(work, longest, tasks.size() * RATES.dispatch());
  }

  /**
   * Returns the cost of tasks that each see one group of samples.
   *
   * @param parts bytes of the partial sums of a task over one group
   */
  static CutCost groups(List<BlockTask> tasks, ToLongFunction<BlockTask> parts, int groups) {
    double work = 0;
    double longest = 0;
    for (BlockTask task : tasks) {
      long bytes = parts.applyAsLong(task);
      double kernels = RATES.seconds(task);
      work += work(task, bytes, groups);
      longest =
          Math.max(
              longest, kernels / Math.max(1, groups) + shuffled(bytes, groups) + 2 * RATES.task());
    }
    return new CutCost(work, longest, (double) groups * tasks.size() * RATES.dispatch());
  }

  /**
   * Returns the seconds of all cores for a task that is divided into groups of samples.
   *
   * @param bytes of the partial sums over one group
   */
  static double work(BlockTask task, long bytes, int groups) {
    return RATES.seconds(task) + shuffled(bytes, groups) + (groups + 1) * RATES.task();
  }

  /** Returns the seconds to write the partial sums of all groups, and to read and add them. */
  private static double shuffled(long bytes, int groups) {
    return 2.0 * groups * bytes / RATES.shuffling();
  }

  @Override
  public String toString() {
    return "%s of work, %s at least".formatted(Amounts.duration(work), Amounts.duration(least()));
  }
}
