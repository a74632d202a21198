package io.sparkhessian.distributed.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Which axes a job is cut along, by what each cut costs at {@link Rates#NOMINAL}.
 *
 * @param axes what was chosen
 * @param weighed the cuts that there are; that of whole rows first
 */
public record AxisChoice(Axes axes, List<Option> weighed) implements Serializable {
  /** What another cut may cost more than rows alone, as a part of that. */
  private static final double MOST_OVERHEAD = 0.1;

  /** Bytes of sums that may be shuffled whatever the result is. */
  private static final double SMALL_SHUFFLE = 1e9;

  /** The same for each byte of the result; until all are there, nothing of it is durable. */
  private static final double SHUFFLED_OF_RESULT = 4;

  /** A cut that there is. */
  public record Option(Axes axes, Cost cost) implements Serializable {}

  /**
   * What a cut comes to.
   *
   * @param work seconds of all cores together
   * @param longest seconds of the longest chain of one task's work
   * @param dispatch seconds that the driver needs for all tasks
   */
  public record Cost(double work, double longest, double dispatch) implements Serializable {
    /** Seconds that no number of cores can go below. */
    public double least() {
      return Math.max(longest, dispatch);
    }

    @Override
    public String toString() {
      return "%s of work, %s at least".formatted(Amounts.duration(work), Amounts.duration(least()));
    }
  }

  public AxisChoice {
    weighed = List.copyOf(weighed);
  }

  /** The cost of tasks that see all samples. */
  static Cost rows(List<BlockTask> tasks) {
    Rates rates = Rates.NOMINAL;
    double work = 0;
    double longest = 0;
    for (BlockTask task : tasks) {
      double seconds = rates.seconds(task) + rates.task();
      work += seconds;
      longest = Math.max(longest, seconds);
    }
    return new Cost(work, longest, tasks.size() * rates.dispatch());
  }

  /**
   * The cost of a task each of these and group of samples.
   *
   * @param parts bytes of the sums of one group in a task
   */
  static Cost groups(List<BlockTask> tasks, ToLongFunction<BlockTask> parts, int groups) {
    Rates rates = Rates.NOMINAL;
    double work = 0;
    double longest = 0;
    for (BlockTask task : tasks) {
      long bytes = parts.applyAsLong(task);
      double kernels = rates.seconds(task);
      work += work(task, bytes, groups);
      longest =
          Math.max(
              longest, kernels / Math.max(1, groups) + shuffled(bytes, groups) + 2 * rates.task());
    }
    return new Cost(work, longest, (double) groups * tasks.size() * rates.dispatch());
  }

  /**
   * Seconds of all cores for a task that is cut into groups of samples.
   *
   * @param bytes of the sums of one group
   */
  static double work(BlockTask task, long bytes, int groups) {
    Rates rates = Rates.NOMINAL;
    return rates.seconds(task) + shuffled(bytes, groups) + (groups + 1) * rates.task();
  }

  /** Seconds to write the sums of all groups, and to read and add them. */
  private static double shuffled(long bytes, int groups) {
    return 2.0 * groups * bytes / Rates.NOMINAL.shuffling();
  }

  /** Whether the sums of all groups are few enough to go through the disks of a cluster. */
  static boolean isShuffleSmall(
      List<BlockTask> tasks, ToLongFunction<BlockTask> parts, int groups) {
    double result = tasks.stream().mapToDouble(parts::applyAsLong).sum();
    return groups * result <= Math.max(SMALL_SHUFFLE, SHUFFLED_OF_RESULT * result);
  }

  /**
   * Chooses. Another cut than that of rows pays where it costs hardly more work and halves the
   * least time; of several that do, the one with the shortest.
   */
  static AxisChoice of(List<Option> weighed) {
    Option rows = weighed.get(0);
    Option best = rows;
    for (Option other : weighed) {
      boolean shorter = other.cost().least() < best.cost().least();
      best = shorter && pays(other.cost(), rows.cost()) ? other : best;
    }
    return new AxisChoice(best.axes(), weighed);
  }

  /** Nothing to weigh. */
  static AxisChoice only(Axes axes, Cost cost) {
    return new AxisChoice(axes, List.of(new Option(axes, cost)));
  }

  /** No choice: the samples do not fit a broadcast. */
  static AxisChoice spread(Cost rows, Cost groups) {
    return new AxisChoice(
        Axes.SPREAD, List.of(new Option(Axes.ROWS, rows), new Option(Axes.SPREAD, groups)));
  }

  /** Whether a cut costs hardly more than rows. */
  static boolean isCheap(Cost cost, Cost rows) {
    return cost.work() <= (1 + MOST_OVERHEAD) * rows.work();
  }

  private static boolean pays(Cost cost, Cost rows) {
    return isCheap(cost, rows) && cost.least() <= rows.least() / 2;
  }

  private Cost cost(Axes which) {
    return weighed.stream()
        .filter(option -> option.axes() == which)
        .findFirst()
        .orElseThrow()
        .cost();
  }

  /** The choice and what it was weighed against, and why, in a line. */
  public String explain() {
    List<String> texts = new ArrayList<>(List.of("%s (%s)".formatted(axes, cost(axes))));
    for (Option other : weighed) {
      if (other.axes() != axes) {
        String cut = other.axes() == Axes.ROWS ? "rows alone" : other.axes().toString();
        texts.add("by %s it would be %s%s".formatted(cut, other.cost(), why(other)));
      }
    }
    return String.join("; ", texts);
  }

  /** Why an option was not chosen. */
  private String why(Option other) {
    Cost rows = cost(Axes.ROWS);
    if (axes == Axes.SPREAD) {
      return ", but the samples do not fit a broadcast";
    }
    if (other.axes() == Axes.ROWS) {
      return ": over twice as long";
    }
    if (pays(other.cost(), rows)) {
      return ": longer";
    }
    return isCheap(other.cost(), rows) ? ": no shorter by half" : ": over a tenth more work";
  }
}
