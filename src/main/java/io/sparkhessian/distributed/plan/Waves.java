package io.sparkhessian.distributed.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tasks with vectors in the order of these, cut into waves that follow one another: the driver
 * holds the vectors and products of one wave, however many there are.
 */
public final class Waves {
  /** Bytes of the vectors of a wave. */
  private static final long BYTES = 128L << 20;

  /** The vectors as they were read and as the broadcast holds them; the products in both forms. */
  private static final int COPIES = 4;

  private Waves() {}

  /**
   * The waves; each has at least one task.
   *
   * @param size N
   */
  public static List<List<BlockTask>> of(List<BlockTask> tasks, int size) {
    List<List<BlockTask>> waves = new ArrayList<>();
    long room = 0;
    for (BlockTask task :
        tasks.stream().sorted(Comparator.comparingInt(BlockTask::from)).toList()) {
      long bytes = bytes(task, size);
      if (waves.isEmpty() || bytes > room) {
        waves.add(new ArrayList<>());
        room = BYTES;
      }
      waves.get(waves.size() - 1).add(task);
      room -= bytes;
    }
    return waves;
  }

  /** Bytes that the driver holds for the largest wave. */
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
