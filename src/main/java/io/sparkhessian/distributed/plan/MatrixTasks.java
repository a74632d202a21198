package io.sparkhessian.distributed.plan;

import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.layout.Window;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.io.tiles.TileStrip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Tasks of matrices in tiles: block rows, or strips of block rows.
 *
 * @param edge of a tile
 * @param samples n
 */
record MatrixTasks(CurvatureRows hessian, List<DiagonalBlock> matrices, int edge, int samples) {
  /** Tile columns of a task with a whole block row. */
  static final int ALL = Integer.MAX_VALUE;

  /**
   * Target duration of the longest strip in seconds, large compared with the overhead of a task.
   */
  private static final double AIM = 5;

  /** Maximum number of tasks that the driver starts without delay, over all groups of samples. */
  private static final int MOST_TASKS = 150_000;

  /** Duration in seconds up to which a block row is not cut. */
  private static final double SHORT = 20;

  /**
   * Tasks of one width.
   *
   * @param columns tile columns of a task
   * @param keptBytes of per-sample values that a thread keeps from one task to the next
   */
  record Cut(int columns, long keptBytes, TaskList tasks) {
    CutCost cost() {
      return CutCost.rows(tasks.tasks());
    }
  }

  Cut rows() {
    return cut(ALL, CurvatureRows.KEPT_BYTES);
  }

  /** Returns the tasks without kept values, which would pin partitioned samples in memory. */
  Cut keepingNothing(Cut cut) {
    return cut(cut.columns(), 0);
  }

  /**
   * Returns the widest strips that are short enough, or the narrowest with little more work than
   * whole rows: every task recomputes the per-sample values that its thread does not keep. Empty
   * when the rows are short.
   *
   * @param groups of samples; a strip may have one task per group
   */
  Optional<Cut> strips(Cut rows, int groups) {
    if (rows.cost().longest() <= SHORT) {
      return Optional.empty();
    }
    List<Integer> widths = widths(groups);
    Optional<Cut> best = Optional.empty();
    int low = 0;
    int high = widths.size() - 1; // the first width that ends the search is in [low, high]
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Cut next = cut(widths.get(middle), keptBytes(widths.get(middle), rows.tasks().bytes()));
      boolean costly = !AxisChoice.isCheap(next.cost(), rows.cost());
      if (!costly || best.isEmpty()) {
        best = Optional.of(next);
      }
      if (costly || next.cost().longest() <= AIM) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return best;
  }

  /**
   * Returns the possible widths in tile columns, widest first, up to the maximum number of tasks.
   */
  private List<Integer> widths(int groups) {
    List<Integer> widths = new ArrayList<>();
    int columns = matrices.stream().mapToInt(each -> layout(each, ALL).blocks()).max().orElse(1);
    while (columns > 1) {
      columns = Math.max(1, columns * 3 / 4);
      if (count(columns) * groups > MOST_TASKS) {
        break;
      }
      widths.add(columns);
    }
    return widths;
  }

  private long count(int columns) {
    return matrices.stream()
        .mapToLong(each -> layout(each, ALL).blocks() * (1L + layout(each, ALL).blocks() / columns))
        .sum();
  }

  /** Returns the bytes of values that a thread may keep: the memory a strip saves over a row. */
  private long keptBytes(int columns, long bytesOfRow) {
    long saved = Long.MAX_VALUE;
    for (DiagonalBlock block : matrices) {
      TileLayout layout = layout(block, columns);
      for (TileStrip strip : layout.strips()) {
        saved = Math.min(saved, bytesOfRow - bytes(hessian, window(block, layout, strip)));
      }
    }
    long all = hessian.valueBytes(samples);
    return Math.max(CurvatureRows.KEPT_BYTES, Math.min(all, CurvatureRows.KEPT_BYTES + saved));
  }

  private Cut cut(int columns, long keptBytes) {
    CurvatureRows keeping = hessian.keeping(keptBytes);
    TaskList tasks = new TaskList(samples);
    for (int matrix = 0; matrix < matrices.size(); matrix++) {
      DiagonalBlock block = matrices.get(matrix);
      TileLayout layout = layout(block, columns);
      for (TileStrip strip : layout.strips()) {
        Window window = window(block, layout, strip);
        Map<String, Double> flops = keeping.flops(window, samples);
        tasks.add(matrix, strip, window, flops, bytes(keeping, window));
      }
    }
    return new Cut(columns, keptBytes, tasks);
  }

  /** Returns the approximate number of entries that a task of a cut computes. */
  ToLongFunction<BlockTask> entries(Cut cut) {
    return task -> {
      int right = matrices.get(task.matrix()).to() - task.from();
      return (long) task.rows() * Math.min(right, (long) cut.columns() * edge);
    };
  }

  /** Returns the memory of a task: the entries of its window twice, and working memory. */
  private static long bytes(CurvatureRows hessian, Window window) {
    return 2L * window.rows() * window.columns() * Double.BYTES
        + hessian.workingBytes(window, Grouping.CHUNK);
  }

  private TileLayout layout(DiagonalBlock matrix, int columns) {
    return new TileLayout(matrix.size(), edge, columns);
  }

  /** Returns the entries of the Hessian in a strip of one of its blocks. */
  static Window window(DiagonalBlock matrix, TileLayout layout, TileStrip strip) {
    int from = matrix.from() + layout.offset(strip.blockRow());
    int last = strip.to() - 1;
    return new Window(
        from,
        from + layout.length(strip.blockRow()),
        matrix.from() + layout.offset(strip.from()),
        matrix.from() + layout.offset(last) + layout.length(last));
  }
}
