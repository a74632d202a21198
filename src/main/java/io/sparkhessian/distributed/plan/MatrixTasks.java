package io.sparkhessian.distributed.plan;

import io.sparkhessian.curvature.FullHessian;
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
 * The tasks of matrices in tiles: block rows, or strips of them.
 *
 * @param edge of a tile
 * @param samples n
 */
record MatrixTasks(FullHessian hessian, List<DiagonalBlock> matrices, int edge, int samples) {
  /** Columns of tiles of a task that has all of a block row. */
  static final int ALL = Integer.MAX_VALUE;

  /** Seconds that the longest strip aims at: what a task costs beside its work is little then. */
  private static final double AIM = 5;

  /** More of them keep the driver busy; where groups of samples lie apart, of all groups. */
  private static final int MOST_TASKS = 150_000;

  /** Seconds of a block row that is not worth cutting. */
  private static final double SHORT = 20;

  /**
   * Tasks.
   *
   * @param columns of tiles after which another one begins
   * @param keptBytes of values that a thread keeps from one task to the next
   */
  record Cut(int columns, long keptBytes, TaskList tasks) {
    /** Of what is no matrix. */
    static Cut none(TaskList tasks) {
      return new Cut(ALL, FullHessian.KEPT_BYTES, tasks);
    }

    AxisChoice.Cost cost() {
      return AxisChoice.rows(tasks.tasks());
    }
  }

  Cut rows() {
    return cut(ALL, FullHessian.KEPT_BYTES);
  }

  /** The same tasks where nothing is kept, which would pin samples that come and go. */
  Cut keepingNothing(Cut cut) {
    return cut(cut.columns(), 0);
  }

  /**
   * The largest strips that are short enough, or the smallest whose work is hardly more than that
   * of whole rows: what a thread does not keep of the values of the samples, every task computes
   * anew. Empty where the rows are short.
   *
   * @param groups of samples, for each of which there may be a task a strip
   */
  Optional<Cut> strips(Cut rows, int groups) {
    if (rows.cost().longest() <= SHORT) {
      return Optional.empty();
    }
    List<Integer> widths = widths(groups);
    Optional<Cut> best = Optional.empty();
    int low = 0;
    int high = widths.size() - 1; // the first that ends the search lies from low to high
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Cut next = cut(widths.get(middle), keptBytes(widths.get(middle), rows.tasks().bytes()));
      boolean dear = !AxisChoice.isCheap(next.cost(), rows.cost());
      if (!dear || best.isEmpty()) {
        best = Optional.of(next);
      }
      if (dear || next.cost().longest() <= AIM) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return best;
  }

  /** Columns of strips, from the widest on, of which there are not too many. */
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

  /** A strip needs less memory than a row; as much as that a thread may keep of the values. */
  private long keptBytes(int columns, long bytesOfRow) {
    long spared = Long.MAX_VALUE;
    for (DiagonalBlock block : matrices) {
      TileLayout layout = layout(block, columns);
      for (TileStrip strip : layout.strips()) {
        spared = Math.min(spared, bytesOfRow - bytes(hessian, window(block, layout, strip)));
      }
    }
    long all = hessian.valueBytes(samples);
    return Math.max(FullHessian.KEPT_BYTES, Math.min(all, FullHessian.KEPT_BYTES + spared));
  }

  private Cut cut(int columns, long keptBytes) {
    FullHessian keeping = hessian.keeping(keptBytes);
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

  /** How many entries a task of a cut computes, nearly. */
  ToLongFunction<BlockTask> entries(Cut cut) {
    return task -> {
      int right = matrices.get(task.matrix()).to() - task.from();
      return (long) task.rows() * Math.min(right, (long) cut.columns() * edge);
    };
  }

  /** The entries of a window twice, and what else its task needs. */
  private static long bytes(FullHessian hessian, Window window) {
    return 2L * window.rows() * window.columns() * Double.BYTES
        + hessian.workingBytes(window, Grouping.CHUNK);
  }

  private TileLayout layout(DiagonalBlock matrix, int columns) {
    return new TileLayout(matrix.size(), edge, columns);
  }

  /** The entries of the Hessian that are in a strip of one of its blocks. */
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
