package io.sparkhessian.distributed.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Axes of a job, chosen by the cost of each cut.
 *
 * @param axes the choice
 * @param weighed all possible cuts, beginning with whole rows
 * @param partitioned whether the samples do not fit a broadcast, which leaves no choice
 */
public record AxisChoice(Axes axes, List<Option> weighed, boolean partitioned)
    implements Serializable {
  /** Maximum extra work of another cut, relative to that of whole rows. */
  private static final double MOST_OVERHEAD = 0.1;

  /** Possible cut of a job. */
  public record Option(Axes axes, CutCost cost) implements Serializable {}

  public AxisChoice {
    weighed = List.copyOf(weighed);
  }

  /**
   * Chooses whole rows unless another cut costs little more work and halves the shortest duration;
   * of several such cuts, chooses that with the shortest duration.
   */
  static AxisChoice of(List<Option> weighed) {
    Option rows = weighed.get(0);
    Option best = rows;
    for (Option other : weighed) {
      boolean shorter = other.cost().least() < best.cost().least();
      best = shorter && pays(other.cost(), rows.cost()) ? other : best;
    }
    return new AxisChoice(best.axes(), weighed, false);
  }

  /** Returns the only possible cut. */
  static AxisChoice only(Axes axes, CutCost cost, boolean partitioned) {
    return new AxisChoice(axes, List.of(new Option(axes, cost)), partitioned);
  }

  /** Returns the cut by groups of samples, for samples that do not fit a broadcast. */
  static AxisChoice partitioned(CutCost rows, CutCost groups) {
    return new AxisChoice(
        Axes.GROUPS, List.of(new Option(Axes.ROWS, rows), new Option(Axes.GROUPS, groups)), true);
  }

  /** Whether a cut costs little more work than whole rows. */
  static boolean isCheap(CutCost cost, CutCost rows) {
    return cost.work() <= (1 + MOST_OVERHEAD) * rows.work();
  }

  private static boolean pays(CutCost cost, CutCost rows) {
    return isCheap(cost, rows) && cost.least() <= rows.least() / 2;
  }

  private CutCost cost(Axes which) {
    return weighed.stream()
        .filter(option -> option.axes() == which)
        .findFirst()
        .orElseThrow()
        .cost();
  }

  /** Returns one line: the choice, the other cuts, and why they were not chosen. */
  public String explain() {
    List<String> texts = new ArrayList<>(List.of("%s (%s)".formatted(axes, cost(axes))));
    for (Option other : weighed) {
      if (other.axes() != axes) {
        String cut = other.axes() == Axes.ROWS ? "rows only" : other.axes().toString();
        texts.add("%s would take %s (%s)".formatted(cut, other.cost(), why(other)));
      }
    }
    return String.join("; ", texts);
  }

  private String why(Option other) {
    CutCost rows = cost(Axes.ROWS);
    if (partitioned) {
      return "but the samples do not fit a broadcast";
    }
    if (other.axes() == Axes.ROWS) {
      return "at least twice as long";
    }
    if (pays(other.cost(), rows)) {
      return "longer";
    }
    return isCheap(other.cost(), rows)
        ? "less than twice as fast as rows only"
        : "over 10 % more work";
  }
}
