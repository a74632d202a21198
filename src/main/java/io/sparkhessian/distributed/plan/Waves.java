package io.sparkhessian.distributed.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Tasks with vectors, in ascending order, cut into consecutive waves. The driver holds the vectors
 * and products of one wave, whatever the number of vectors.
 */
public final class Waves {
  /** Maximum bytes of the vectors of a wave. */
  private static final long BYTES = 128L << 20;

  /** Copies: vectors as read and as broadcast, and the products in both forms. */
  private static final int COPIES = 4;

  private Waves() {}

  /**
   * Returns the waves; each has at least one task.
   *
   * @param size N
   */
  public static List<List<BlockTask>> of(List<BlockTask> tasks, int size) {
    List<BlockTask> ascending =
        tasks.stream().sorted(Comparator.comparingInt(BlockTask::from)).toList();
    return cut(ascending, task -> bytes(task, size), BYTES);
  }

  /** Cuts tasks into waves up to a total amount; a larger task is a wave by itself. */
  static List<List<BlockTask>> cut(
      List<BlockTask> tasks, ToDoubleFunction<BlockTask> amount, double most) {
    List<List<BlockTask>> waves = new ArrayList<>();
    double left = 0;
    for (BlockTask task : tasks) {
      double needed = amount.applyAsDouble(task);
      if (waves.isEmpty() || needed > left) {
        waves.add(new ArrayList<>());
        left = most;
      }
      waves.get(waves.size() - 1).add(task);
      left -= needed;
    }
    return waves;
  }

  /** Returns the bytes that the driver holds for the largest wave. */
  static long bytes(List<BlockTask> tasks, int size) {
    return of(tasks, size).stream()
        .mapToLong(wave -> wave.stream().mapToLong(task -> COPIES * bytes(task, size)).sum())
        .max()
        .orElse(0);
  }

  private static long bytes(BlockTask task, int size) {
    return (long) task.rows() * size * Double.BYTES;
  }
}
