package io.sparkhessian.spark.plan;

import java.io.Serializable;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Which axes a job is cut along, by what either cut costs at {@link Rates#NOMINAL}.
 *
 * @param axes what was chosen
 * @param rows the cost of blocks of rows alone
 * @param groups the cost of groups of samples and blocks of rows
 */
public record AxisChoice(Axes axes, Cost rows, Cost groups) implements Serializable {
  /** What groups may cost more than rows alone, as a part of that. */
  private static final double MOST_OVERHEAD = 0.1;

  /**
   * What a cut comes to.
   *
   * @param work seconds of all cores together
   * @param least seconds that no number of cores can go below: the longest chain of one task's work
   */
  public record Cost(double work, double least) implements Serializable {
    @Override
    public String toString() {
      return "%s of work, %s at least".formatted(Amounts.duration(work), Amounts.duration(least));
    }
  }

  /**
   * Chooses. Groups pay where they cost hardly more work and halve the least time; what does not
   * fit a broadcast has no choice.
   *
   * @param fits whether the samples fit a broadcast
   * @param parts bytes of the sums of one group in a task
   */
  static AxisChoice of(
      List<BlockTask> tasks, ToLongFunction<BlockTask> parts, int groups, boolean fits) {
    Rates rates = Rates.NOMINAL;
    double work = 0;
    double longest = 0;
    double split = 0;
    double splitLongest = 0;
    for (BlockTask task : tasks) {
      double kernels = rates.seconds(task);
      double shuffled = 2.0 * groups * parts.applyAsLong(task) / rates.shuffling();
      work += kernels + rates.task();
      longest = Math.max(longest, kernels + rates.task());
      split += kernels + shuffled + (groups + 1) * rates.task();
      splitLongest =
          Math.max(splitLongest, kernels / Math.max(1, groups) + shuffled + 2 * rates.task());
    }
    Cost rows = new Cost(work, longest);
    Cost both = new Cost(split, splitLongest);
    boolean pays = split <= (1 + MOST_OVERHEAD) * work && splitLongest <= longest / 2;
    return new AxisChoice(!fits ? Axes.SPREAD : pays ? Axes.GROUPS : Axes.ROWS, rows, both);
  }

  /** The choice and the runner-up, and why, in a line. */
  public String explain() {
    return switch (axes) {
      case ROWS ->
          "%s (%s); by groups too it would be %s: %s"
              .formatted(
                  axes,
                  rows,
                  groups,
                  groups.least() > rows.least() / 2
                      ? "no shorter by half"
                      : "over a tenth more work");
      case GROUPS ->
          "%s (%s); by rows alone it would be %s: over twice as long".formatted(axes, groups, rows);
      case SPREAD ->
          "%s (%s); by rows alone it would be %s, but the samples do not fit a broadcast"
              .formatted(axes, groups, rows);
    };
  }
}
