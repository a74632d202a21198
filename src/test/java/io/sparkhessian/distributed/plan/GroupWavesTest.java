package io.sparkhessian.distributed.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupWavesTest {
  private static final double SECOND = Rates.NOMINAL.flops();
  private static final int GROUPS = 4;

  /** Overhead of a task: one Spark task per group, and one that adds. */
  private static final double TASKS = (GROUPS + 1) * Rates.NOMINAL.task();

  private static List<BlockTask> tasks(double... seconds) {
    List<BlockTask> tasks = new ArrayList<>();
    for (double each : seconds) {
      int row = tasks.size();
      tasks.add(new BlockTask(0, row, 10 * row, 10 * (row + 1), each * SECOND));
    }
    return tasks;
  }

  private static List<Integer> sizes(List<BlockTask> tasks, long bytes) {
    List<List<BlockTask>> waves = GroupWaves.of(tasks, any -> bytes, GROUPS);
    assertEquals(tasks, waves.stream().flatMap(List::stream).toList());
    return waves.stream().map(List::size).toList();
  }

  @Test
  void aWaveEndsBeforeItIsLong() {
    assertEquals(List.of(1), sizes(tasks(1), 0));
    assertEquals(List.of(3, 1), sizes(tasks(3, 3, 3, 3), 0));
    assertEquals(List.of(1, 1, 4), sizes(tasks(30, 12, 2, 2, 2, 2), 0));
    double half = GroupWaves.SHORT / 2 - TASKS;
    assertEquals(List.of(2, 2), sizes(tasks(half, half, half, half), 0));
    assertEquals(List.of(1, 1, 1), sizes(tasks(half + 0.01, half + 0.01, half + 0.01), 0));
  }

  /** 400 MB, written and read at 200 MB/s, take 4 s. */
  @Test
  void whatIsShuffledCounts() {
    assertEquals(List.of(2, 2, 1), sizes(tasks(0, 0, 0, 0, 0), 100_000_000));
  }

  @Test
  void aLongJobHasAboutSoManyWaves() {
    double[] seconds = new double[5000];
    Arrays.fill(seconds, 100);
    List<Integer> sizes = sizes(tasks(seconds), 0);
    assertTrue(sizes.size() >= GroupWaves.MOST, sizes::toString);
    assertTrue(sizes.size() <= GroupWaves.MOST + 1, sizes::toString);
  }
}
