package io.sparkhessian.spark.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisChoiceTest {
  private static final double SECOND = Rates.NOMINAL.flops();

  private static AxisChoice choose(double seconds, long bytes, int groups, boolean fits) {
    List<BlockTask> tasks =
        List.of(
            new BlockTask(0, 0, 0, 10, seconds * SECOND),
            new BlockTask(0, 1, 10, 20, seconds * SECOND / 2));
    return AxisChoice.of(tasks, any -> bytes, groups, fits);
  }

  /** A minute of kernels in two tasks, whose sums are small: forty groups make eighty tasks. */
  @Test
  void manySamplesAndFewParametersAreCutByGroupsToo() {
    AxisChoice choice = choose(60, 1000, 40, true);
    assertEquals(Axes.GROUPS, choice.axes());
    assertEquals(90.02, choice.rows().work(), 1e-9);
    assertEquals(60.01, choice.rows().least(), 1e-9);
    assertEquals(90 + 82 * 0.01, choice.groups().work(), 1e-2);
    assertEquals(1.5 + 0.02, choice.groups().least(), 1e-2);
    assertTrue(choice.explain().contains("by rows alone it would be"), choice.explain());
  }

  @Test
  void oneGroupIsNoCut() {
    AxisChoice choice = choose(60, 1000, 1, true);
    assertEquals(Axes.ROWS, choice.axes());
    assertTrue(choice.explain().contains("no shorter by half"), choice.explain());
  }

  /** 200 MB of sums a group would be shuffled for a second of kernels. */
  @Test
  void largeSumsAreNotShuffled() {
    AxisChoice choice = choose(1, 200_000_000, 4, true);
    assertEquals(Axes.ROWS, choice.axes());
  }

  @Test
  void shortTasksAreNotCut() {
    AxisChoice choice = choose(0.1, 1000, 40, true);
    assertEquals(Axes.ROWS, choice.axes());
    assertTrue(choice.explain().contains("over a tenth more work"), choice.explain());
  }

  @Test
  void whatDoesNotFitABroadcastIsSpread() {
    AxisChoice choice = choose(0.1, 1000, 40, false);
    assertEquals(Axes.SPREAD, choice.axes());
    assertTrue(choice.explain().contains("do not fit a broadcast"), choice.explain());
  }
}
