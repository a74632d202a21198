package io.sparkhessian.spark.plan;

import io.sparkhessian.curvature.FullHessian;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.HessianVectorProduct;
import io.sparkhessian.curvature.ParameterLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes plans. */
public final class Planner {
  /** Samples of a chunk: large enough for the products, small enough for the second-level cache. */
  public static final int CHUNK_SIZE = 256;

  private static final int LARGEST_DEFAULT_TILE = 1024;
  private static final int SMALLEST_DEFAULT_TILE = 32;

  /** Tasks that a default tile aims at: several cores are busy, and a product is not too thin. */
  private static final int TASKS = 6;

  /** The largest number of entries of the diagonal that a task aims at. */
  private static final int DIAGONAL_TASK = 4096;

  /** Vectors that a task multiplies: fewer would compute the primal values too often. */
  private static final int FEWEST_VECTORS = 4;

  private static final int MOST_VECTORS = 64;

  /** Bytes that the vectors of a task aim at, at the most. */
  private static final long VECTOR_BYTES = 8L << 20;

  private final ParameterLayout layout;
  private final int samples;
  private final long dataBytes;
  private final OptionalInt tile;

  /**
   * @param columns numbers a sample has: features, labels and its weight
   * @param tile the edge of a tile, or empty for one that fits N
   */
  public Planner(ParameterLayout layout, int samples, int columns, OptionalInt tile) {
    this.layout = layout;
    this.samples = samples;
    this.dataBytes = (long) samples * columns * Double.BYTES;
    this.tile = tile;
  }

  /**
   * About N / 6, from 32 to 1024, and a multiple of {@code unit} unless that would leave too few
   * tasks: a unit that a boundary cuts is seeded twice.
   */
  static int defaultTile(int parameters, int unit) {
    int even = Math.max(SMALLEST_DEFAULT_TILE, (parameters + TASKS - 1) / TASKS);
    int most = Math.min(LARGEST_DEFAULT_TILE, even + unit - 1);
    boolean tooLarge = most < unit || unit > 2 * even;
    return tooLarge ? Math.min(LARGEST_DEFAULT_TILE, even) : most / unit * unit;
  }

  public Plan hessian(FullHessian hessian) {
    int edge = tile.orElseGet(() -> defaultTile(layout.size(), hessian.rowsOfUnit()));
    long rowBytes = 2L * Math.min(edge, layout.size()) * layout.size() * Double.BYTES;
    return plan(
        Plan.Quantity.HESSIAN,
        bounds(layout.size(), edge),
        rowBytes,
        hessian::flops,
        hessian::workingBytes);
  }

  /**
   * Every task computes the primal values anew, so there are few where the passes are few. They
   * cost about the same: late entries take more passes than early ones.
   */
  public Plan diagonal(HessianDiagonal diagonal) {
    double passes = total(diagonal.flops(0, layout.size(), 1));
    double primal = 2.0 * layout.size();
    double most = layout.size() / (double) DIAGONAL_TASK + TASKS;
    int count = (int) Math.max(2, Math.min(passes / (4 * primal), most));
    TreeSet<Integer> bounds = new TreeSet<>(Set.of(0, layout.size()));
    for (int task = 1; task < count; task++) {
      bounds.add(firstAbove(diagonal, passes * task / count));
    }
    return plan(
        Plan.Quantity.DIAGONAL, List.copyOf(bounds), 0, diagonal::flops, diagonal::workingBytes);
  }

  /** The least end of entries from the first on that cost at least so many flops a sample. */
  private int firstAbove(HessianDiagonal diagonal, double flops) {
    int low = 0;
    int high = layout.size();
    while (low + 1 < high) {
      int middle = (low + high) >>> 1;
      if (total(diagonal.flops(0, middle, 1)) < flops) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** Tasks are ranges of k vectors: about {@link #TASKS}, or more where they would be large. */
  public Plan products(HessianVectorProduct product, int vectors) {
    long fitting = Math.max(1, VECTOR_BYTES / ((long) layout.size() * Double.BYTES));
    int even = Math.max(FEWEST_VECTORS, (vectors + TASKS - 1) / TASKS);
    return plan(
        Plan.Quantity.PRODUCTS,
        bounds(vectors, (int) Math.min(fitting, Math.min(MOST_VECTORS, even))),
        0,
        (from, to, n) -> Map.of("Hessian-vector products", (to - from) * product.flops(n)),
        (from, to, chunkSize) -> product.workingBytes(to - from, chunkSize));
  }

  /** 0, edge, 2 · edge, … and {@code total}. */
  private static List<Integer> bounds(int total, int edge) {
    List<Integer> bounds = new ArrayList<>();
    for (int from = 0; from < total; from += edge) {
      bounds.add(from);
    }
    bounds.add(total);
    return bounds;
  }

  private Plan plan(
      Plan.Quantity quantity, List<Integer> bounds, long rowBytes, Flops flops, Bytes working) {
    int rows = 0;
    List<BlockTask> tasks = new ArrayList<>();
    Map<String, Double> byForm = new TreeMap<>();
    long most = 0;
    for (int task = 0; task + 1 < bounds.size(); task++) {
      int from = bounds.get(task);
      int to = bounds.get(task + 1);
      rows = Math.max(rows, to - from);
      Map<String, Double> forms = flops.of(from, to, samples);
      forms.forEach((form, each) -> byForm.merge(form, each, Double::sum));
      tasks.add(new BlockTask(tasks.size(), from, to, total(forms)));
      most = Math.max(most, working.of(from, to, CHUNK_SIZE));
    }
    return new Plan(
        quantity,
        layout.size(),
        samples,
        rows,
        CHUNK_SIZE,
        tasks,
        byForm,
        new MemoryNeed(
            dataBytes,
            rowBytes + most,
            (long) layout.size() * Double.BYTES,
            quantity == Plan.Quantity.PRODUCTS ? Waves.bytes(tasks, layout.size()) : 0));
  }

  private static double total(Map<String, Double> flops) {
    return flops.values().stream().mapToDouble(each -> each).sum();
  }

  /** The operations of a range of rows over this many samples, form by form. */
  @FunctionalInterface
  private interface Flops {
    Map<String, Double> of(int from, int to, int samples);
  }

  /** The memory that a range of rows needs beside itself. */
  @FunctionalInterface
  private interface Bytes {
    long of(int from, int to, int chunkSize);
  }
}
