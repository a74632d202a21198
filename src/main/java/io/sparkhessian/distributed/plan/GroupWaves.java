package io.sparkhessian.distributed.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Tasks that are each cut into groups of samples, in waves: of each the parts are shuffled and
 * summed by themselves, so that a run that is killed has lost little, and little is held.
 */
final class GroupWaves {
  /**
   * Seconds of one core, at {@link Rates#NOMINAL}, that a wave may take in any case: beside them
   * what Spark does for a wave is nothing. That is 1 GB of parts at the most.
   */
  static final double SHORT = 10;

  /** Waves that a long job is cut into, about: the driver starts no more Spark jobs for any. */
  static final int MOST = 64;

  private GroupWaves() {}

  /**
   * The tasks in their order; a wave has at least one.
   *
   * @param parts bytes of the sums of one group in a task
   */
  static List<List<BlockTask>> of(
      List<BlockTask> tasks, ToLongFunction<BlockTask> parts, int groups) {
    double room = Math.max(SHORT, AxisChoice.groups(tasks, parts, groups).work() / MOST);
    List<List<BlockTask>> waves = new ArrayList<>();
    double left = 0;
    for (BlockTask task : tasks) {
      double seconds = AxisChoice.work(task, parts.applyAsLong(task), groups);
      if (waves.isEmpty() || seconds > left) {
        waves.add(new ArrayList<>());
        left = room;
      }
      waves.get(waves.size() - 1).add(task);
      left -= seconds;
    }
    return waves;
  }
}
