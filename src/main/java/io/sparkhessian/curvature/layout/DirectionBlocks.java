package io.sparkhessian.curvature.layout;

import io.sparkhessian.evaluate.Program;

/** Sizes of blocks of directions whose tangents fit a cache. */
public final class DirectionBlocks {
  /** Maximum bytes of the tangents of one block, which are written and read again at once. */
  private static final long TANGENT_BYTES = 8L << 20;

  private static final int MOST = 64;

  private DirectionBlocks() {}

  /** Number of directions per pass of a program. */
  public static int size(Program program, int seedSize, int chunkSize) {
    long bytes = Double.BYTES * (program.tangentWidth() * chunkSize + seedSize);
    return (int) Math.max(1, Math.min(MOST, TANGENT_BYTES / bytes));
  }

  /** Bytes of the tangents and seeds of one block and of the values of a chunk. */
  public static long bytes(Program program, ParameterLayout.Range range, int chunkSize) {
    return bytes(program, range.block().size(), range.count(), chunkSize);
  }

  /** Bytes for directions with seeds of {@code seed} numbers each. */
  public static long bytes(Program program, int seed, int count, int chunkSize) {
    long together = Math.min(count, size(program, seed, chunkSize));
    long values =
        program.pass().stream()
            .filter(
                node -> node.type().perSample() && !node.type().directional() && !node.isSparse())
            .mapToLong(node -> node.type().size())
            .sum();
    long numbers = together * (program.tangentWidth() * chunkSize + seed) + values * chunkSize;
    return numbers * Double.BYTES;
  }
}
