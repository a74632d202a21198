package io.sparkhessian.spark.plan;

import io.sparkhessian.curvature.DirectionBlocks;
import io.sparkhessian.curvature.FullHessian;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.ParameterLayout;
import io.sparkhessian.evaluate.FlopCount;
import io.sparkhessian.evaluate.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/** Makes plans. */
public final class Planner {
  /** Samples of a chunk: large enough for the products, small enough for the second-level cache. */
  public static final int CHUNK_SIZE = 256;

  private static final int LARGEST_DEFAULT_TILE = 1024;
  private static final int SMALLEST_DEFAULT_TILE = 32;

  /** Tasks that a default tile aims at, so that many cores have something to do. */
  private static final int TASKS = 24;

  private final ParameterLayout layout;
  private final int samples;
  private final long dataBytes;
  private final int tile;

  /**
   * @param columns numbers a sample has: features, labels and its weight
   * @param tile the edge of a tile, or empty for one that fits N
   */
  public Planner(ParameterLayout layout, int samples, int columns, OptionalInt tile) {
    this.layout = layout;
    this.samples = samples;
    this.dataBytes = (long) samples * columns * Double.BYTES;
    this.tile = Math.min(layout.size(), tile.orElseGet(() -> defaultTile(layout.size())));
  }

  /** N / 24, a multiple of 32, from 32 to 1024. */
  static int defaultTile(int parameters) {
    int even = (parameters + TASKS - 1) / TASKS;
    int rounded =
        (even + SMALLEST_DEFAULT_TILE - 1) / SMALLEST_DEFAULT_TILE * SMALLEST_DEFAULT_TILE;
    return Math.min(LARGEST_DEFAULT_TILE, rounded);
  }

  public Plan hessian(FullHessian hessian) {
    return plan(Plan.Quantity.HESSIAN, hessian::program);
  }

  public Plan diagonal(HessianDiagonal diagonal) {
    return plan(Plan.Quantity.DIAGONAL, diagonal::program);
  }

  private Plan plan(Plan.Quantity quantity, Function<ParameterLayout.Block, Program> programs) {
    Map<ParameterLayout.Block, Program> byBlock = new HashMap<>();
    layout.blocks().forEach(block -> byBlock.put(block, programs.apply(block)));
    List<BlockTask> tasks = new ArrayList<>();
    for (int from = 0; from < layout.size(); from += tile) {
      int to = Math.min(layout.size(), from + tile);
      double flops = 0;
      for (ParameterLayout.Range range : layout.split(from, to)) {
        Program program = byBlock.get(range.block());
        flops += (double) range.count() * samples * FlopCount.perDirectionAndSample(program);
      }
      tasks.add(new BlockTask(tasks.size(), from, to, flops));
    }
    long rowBytes =
        quantity == Plan.Quantity.DIAGONAL ? 0 : 2L * tile * layout.size() * Double.BYTES;
    long taskBytes = rowBytes + workingBytes(byBlock);
    return new Plan(
        quantity,
        layout.size(),
        samples,
        tile,
        CHUNK_SIZE,
        tasks,
        new MemoryNeed(dataBytes, taskBytes, (long) layout.size() * Double.BYTES));
  }

  /** The tangents of a block, its seed and the values of a chunk, for the widest program. */
  private long workingBytes(Map<ParameterLayout.Block, Program> programs) {
    long most = 0;
    for (Map.Entry<ParameterLayout.Block, Program> entry : programs.entrySet()) {
      Program program = entry.getValue();
      int seed = entry.getKey().size();
      long block = DirectionBlocks.size(program, seed, CHUNK_SIZE);
      long values =
          program.pass().stream()
              .filter(node -> node.type().perSample() && !node.type().directional())
              .mapToLong(node -> node.type().size())
              .sum();
      long numbers = block * (program.tangentWidth() * CHUNK_SIZE + seed) + values * CHUNK_SIZE;
      most = Math.max(most, numbers * Double.BYTES);
    }
    return most;
  }
}
