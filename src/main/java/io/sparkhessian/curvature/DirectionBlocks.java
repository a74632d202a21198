package io.sparkhessian.curvature;

import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.evaluate.Sums;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Cuts ranges of one-hot directions into blocks whose tangents fit a cache. */
public final class DirectionBlocks {
  /** Bytes the tangents of one block may take: they are written and read again at once. */
  private static final long TANGENT_BYTES = 8L << 20;

  private static final int MOST = 64;

  private DirectionBlocks() {}

  /** How many directions go through one pass of this program together. */
  public static int size(Program program, int seedSize, int chunkSize) {
    long bytes = Double.BYTES * (program.tangentWidth() * chunkSize + seedSize);
    return (int) Math.max(1, Math.min(MOST, TANGENT_BYTES / bytes));
  }

  /** Bytes of the tangents of one block, its seed, and the values of a chunk. */
  static long bytes(Program program, ParameterLayout.Range range, int chunkSize) {
    return bytes(program, range.block().size(), range.count(), chunkSize);
  }

  /** The same for directions with seeds of {@code seed} numbers each. */
  static long bytes(Program program, int seed, int count, int chunkSize) {
    long together = Math.min(count, size(program, seed, chunkSize));
    long values =
        program.pass().stream()
            .filter(node -> node.type().perSample() && !node.type().directional())
            .mapToLong(node -> node.type().size())
            .sum();
    long numbers = together * (program.tangentWidth() * chunkSize + seed) + values * chunkSize;
    return numbers * Double.BYTES;
  }

  /** Empty sums for the one-hot directions of θ[from] to θ[to − 1], in order. */
  static List<Sums> sums(
      ParameterLayout layout,
      int from,
      int to,
      Function<ParameterLayout.Block, Program> programs,
      List<Samples> chunks) {
    int chunkSize = chunks.isEmpty() ? 1 : chunks.get(0).count();
    List<Sums> all = new ArrayList<>();
    for (ParameterLayout.Range range : layout.split(from, to)) {
      Program program = programs.apply(range.block());
      int size = size(program, range.block().size(), chunkSize);
      for (int done = 0; done < range.count(); done += size) {
        int count = Math.min(size, range.count() - done);
        all.add(
            new Sums(
                program, new Directions.OneHot(range.block().name(), range.from() + done, count)));
      }
    }
    return all;
  }
}
