package io.sparkhessian.distributed.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.distributed.plan.AxisChoice.Option;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisChoiceTest {
  private static final double SECOND = Rates.NOMINAL.flops();

  private static AxisChoice choose(double seconds, long bytes, int groups, boolean fits) {
    List<BlockTask> tasks =
        List.of(
            new BlockTask(0, 0, 0, 10, seconds * SECOND),
            new BlockTask(0, 1, 10, 20, seconds * SECOND / 2));
    CutCost rows = CutCost.rows(tasks);
    CutCost both = CutCost.groups(tasks, any -> bytes, groups);
    return fits
        ? AxisChoice.of(List.of(new Option(Axes.ROWS, rows), new Option(Axes.GROUPS, both)))
        : AxisChoice.partitioned(rows, both);
  }

  /** Kernels of a minute in two tasks with small sums: forty groups make eighty tasks. */
  @Test
  void manySamplesAndFewParametersAreCutByGroupsToo() {
    AxisChoice choice = choose(60, 1000, 40, true);
    assertEquals(Axes.GROUPS, choice.axes());
    CutCost rows = choice.weighed().get(0).cost();
    CutCost groups = choice.weighed().get(1).cost();
    assertEquals(90.02, rows.work(), 1e-9);
    assertEquals(60.01, rows.least(), 1e-9);
    assertEquals(90 + 82 * 0.01, groups.work(), 1e-2);
    assertEquals(1.5 + 0.02, groups.least(), 1e-2);
    assertTrue(choice.explain().contains("rows only would take"), choice.explain());
  }

  private static Axes among(double rows, double groups, double columns, double overhead) {
    return AxisChoice.of(
            List.of(
                new Option(Axes.ROWS, new CutCost(100, rows, 0)),
                new Option(Axes.GROUPS, new CutCost(101, groups, 0)),
                new Option(Axes.COLUMNS, new CutCost(100 * (1 + overhead), columns, 0))))
        .axes();
  }

  @Test
  void theShortestOfThoseThatPayIsTaken() {
    assertEquals(Axes.COLUMNS, among(50, 20, 10, 0.05));
    assertEquals(Axes.GROUPS, among(50, 20, 10, 0.2));
    assertEquals(Axes.GROUPS, among(50, 5, 10, 0.05));
    assertEquals(Axes.ROWS, among(15, 8, 10, 0.05));
  }

  @Test
  void oneGroupIsNoCut() {
    AxisChoice choice = choose(60, 1000, 1, true);
    assertEquals(Axes.ROWS, choice.axes());
    assertTrue(choice.explain().contains("less than twice as fast as rows only"), choice.explain());
  }

  /** Kernels of a second would shuffle 200 MB of partial sums per group. */
  @Test
  void largeSumsAreNotShuffled() {
    AxisChoice choice = choose(1, 200_000_000, 4, true);
    assertEquals(Axes.ROWS, choice.axes());
  }

  @Test
  void shortTasksAreNotCut() {
    AxisChoice choice = choose(0.1, 1000, 40, true);
    assertEquals(Axes.ROWS, choice.axes());
    assertTrue(choice.explain().contains("over 10 % more work"), choice.explain());
  }

  @Test
  void samplesThatDoNotFitABroadcastArePartitioned() {
    AxisChoice choice = choose(0.1, 1000, 40, false);
    assertEquals(Axes.GROUPS, choice.axes());
    assertTrue(choice.partitioned());
    assertTrue(choice.explain().contains("do not fit a broadcast"), choice.explain());
  }
}
