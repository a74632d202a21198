package io.sparkhessian.distributed.plan;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Tasks that are divided into groups of samples, cut into waves. Each wave is shuffled and summed
 * by itself, so an interrupted run loses little work and little data is in flight.
 */
final class GroupWaves {
  /**
   * Minimum duration of a wave in seconds of one core at {@link Rates#NOMINAL}, which hides Spark's
   * overhead for a wave. A wave then shuffles at most 1 GB of partial sums.
   */
  static final double SHORT = 10;

  /** Approximate maximum number of waves, which limits the number of Spark jobs. */
  static final int MOST = 64;

  private GroupWaves() {}

  /**
   * Returns the tasks in their order; each wave has at least one.
   *
   * @param parts bytes of the partial sums of a task over one group
   */
  static List<List<BlockTask>> of(
      List<BlockTask> tasks, ToLongFunction<BlockTask> parts, int groups) {
    double most = Math.max(SHORT, CutCost.groups(tasks, parts, groups).work() / MOST);
    return Waves.cut(tasks, task -> CutCost.work(task, parts.applyAsLong(task), groups), most);
  }
}
