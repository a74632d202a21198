package io.sparkhessian.distributed.plan;

import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.SinglePassDiagonal;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.distributed.plan.AxisChoice.Option;
import io.sparkhessian.evaluate.SampleShape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Plans for one objective and one shape of the data. */
public final class Planner {
  /** Number of tasks to aim at: it occupies several cores, and a task keeps enough rows. */
  static final int TASKS = 6;

  /** Maximum number of diagonal entries that a task aims at. */
  private static final int DIAGONAL_TASK = 4096;

  /** Minimum number of vectors per task; fewer would recompute the primal values too often. */
  private static final int FEWEST_VECTORS = 4;

  private static final int MOST_VECTORS = 64;

  /**
   * Maximum bytes of samples of a job that is cut into strips. More samples would make too many
   * tasks if they did not fit a broadcast. The cut does not depend on whether they fit, because the
   * bits of a result depend on the cut.
   */
  private static final long MOST_DATA_OF_STRIPS = 1L << 30;

  /** Maximum bytes of vectors that a task aims at. */
  private static final long VECTOR_BYTES = 8L << 20;

  private final ParameterLayout layout;
  private final SampleShape shape;
  private final int samples;
  private final OptionalInt tile;
  private final OptionalLong largestGroup;
  private final AxisWeighing axes;

  /**
   * Creates a planner for samples that are broadcast.
   *
   * @param tile the edge of a tile, or empty for a default that depends on N
   */
  public Planner(ParameterLayout layout, SampleShape shape, OptionalInt tile) {
    this(layout, shape, tile, OptionalLong.empty());
  }

  private Planner(
      ParameterLayout layout, SampleShape shape, OptionalInt tile, OptionalLong largestGroup) {
    this.layout = layout;
    this.shape = shape;
    this.samples = shape.count();
    this.tile = tile;
    this.largestGroup = largestGroup;
    int groups = Math.max(1, shape.grouping().groups(samples));
    this.axes = new AxisWeighing(groups, largestGroup.isPresent());
  }

  /**
   * Returns a planner for samples that are partitioned over the executors.
   *
   * @param largest bytes of the largest group
   */
  public Planner partitioned(long largest) {
    return new Planner(layout, shape, tile, OptionalLong.of(largest));
  }

  /** Plans the whole Hessian. */
  public Plan hessian(CurvatureRows hessian) {
    return matrix(DiagonalBlock.whole(layout).name(), hessian);
  }

  /** Plans a whole matrix of another name. */
  public Plan matrix(String name, CurvatureRows matrix) {
    DiagonalBlock whole = new DiagonalBlock(name, 0, layout.size());
    return matrices(matrix, List.of(whole), false);
  }

  /** Plans diagonal blocks, all in tiles of the edge that fits the largest block. */
  public Plan blocks(CurvatureRows hessian, List<DiagonalBlock> blocks) {
    return matrices(hessian, blocks, true);
  }

  private Plan matrices(CurvatureRows hessian, List<DiagonalBlock> matrices, boolean inBlocks) {
    int largest = matrices.stream().mapToInt(DiagonalBlock::size).max().orElseThrow();
    int edge =
        Math.min(largest, tile.orElseGet(() -> TileEdge.forSize(largest, hessian.rowsOfUnit())));
    MatrixTasks cuts = new MatrixTasks(hessian, matrices, edge, samples);
    MatrixTasks.Cut rows = cuts.rows();
    boolean small = samples * shape.bytesOfSample() <= MOST_DATA_OF_STRIPS;
    Optional<MatrixTasks.Cut> strips = small ? cuts.strips(rows, axes.groups()) : Optional.empty();
    AxisChoice choice =
        axes.choose(
            rows.tasks(),
            cuts.entries(rows),
            strips.map(cut -> new Option(Axes.COLUMNS, cut.cost())).stream().toList());
    MatrixTasks.Cut chosen = choice.axes() == Axes.COLUMNS ? strips.orElseThrow() : rows;
    if (axes.partitioned()) {
      choice = axes.byGroups(rows.tasks(), chosen.tasks(), cuts.entries(chosen));
      chosen = cuts.keepingNothing(chosen);
    }
    ResultLayout result = ResultLayout.tiles(edge, chosen.columns(), inBlocks, matrices);
    return plan(chosen.tasks(), chosen.keptBytes(), choice, result, 0);
  }

  /**
   * Plans the exact diagonal. Each task recomputes the primal values, so there are few tasks where
   * there are few passes. The tasks cost about the same: late entries take more passes than early
   * ones.
   */
  public Plan diagonal(HessianDiagonal diagonal) {
    double passes = TaskList.total(diagonal.flops(0, layout.size(), 1));
    double primal = 2.0 * layout.size();
    double most = layout.size() / (double) DIAGONAL_TASK + TASKS;
    int count = (int) Math.max(2, Math.min(passes / (4 * primal), most));
    TaskList tasks = new TaskList(samples);
    int rows = tasks.cutEvenly(layout.size(), count, diagonal::flops, diagonal::workingBytes);
    return rows(tasks, ResultLayout.rows("piece", rows, 1), 0);
  }

  /** Plans an approximate diagonal as one task, which makes one pass over the samples. */
  public Plan onePass(SinglePassDiagonal diagonal) {
    TaskList tasks = new TaskList(samples);
    tasks.cut(
        layout.size(),
        layout.size(),
        (from, to, n) -> diagonal.flops(n),
        (from, to, chunkSize) -> diagonal.workingBytes(chunkSize));
    return rows(tasks, ResultLayout.rows("piece", layout.size(), 1), 0);
  }

  /** Plans products with k vectors: about {@link #TASKS} tasks, more where they would be large. */
  public Plan products(CurvatureProduct product, int vectors) {
    long fitting = VECTOR_BYTES / ((long) layout.size() * Double.BYTES);
    int even = Math.min(MOST_VECTORS, (vectors + TASKS - 1) / TASKS);
    int rows = (int) Math.max(FEWEST_VECTORS, Math.min(fitting, even));
    TaskList tasks = new TaskList(samples);
    tasks.cut(
        vectors,
        rows,
        (from, to, n) -> product.flops(to - from, n),
        (from, to, chunkSize) -> product.workingBytes(to - from, chunkSize));
    return rows(
        tasks,
        ResultLayout.rows("piece", Math.min(vectors, rows), layout.size()),
        Waves.bytes(tasks.tasks(), layout.size()));
  }

  /** Plans derivatives with respect to the inputs; a task computes a range of samples. */
  public Plan inputs(InputTasks inputs) {
    TaskList tasks = inputs.tasks();
    AxisChoice choice =
        AxisChoice.only(Axes.SAMPLES, CutCost.rows(tasks.tasks()), axes.partitioned());
    ResultLayout result =
        ResultLayout.rows(
            "file", inputs.table().samplesOfFile(), inputs.table().rowBytes() / Double.BYTES);
    return plan(tasks, CurvatureRows.KEPT_BYTES, choice, result, 0);
  }

  private Plan rows(TaskList tasks, ResultLayout result, long waveBytes) {
    AxisChoice choice = axes.choose(tasks, task -> task.rows() * result.width());
    return plan(tasks, CurvatureRows.KEPT_BYTES, choice, result, waveBytes);
  }

  /**
   * Returns the plan.
   *
   * @param waveBytes bytes of the vectors and products of the largest wave; 0 without vectors
   */
  private Plan plan(
      TaskList tasks, long keptBytes, AxisChoice choice, ResultLayout result, long waveBytes) {
    SamplePlan data =
        new SamplePlan(shape, largestGroup.isPresent(), largestGroup.orElse(0), keptBytes);
    MemoryNeed memory =
        new MemoryNeed(
            data,
            tasks.bytes(),
            (long) layout.size() * Double.BYTES,
            waveBytes,
            MemoryNeed.State.NONE);
    return new Plan(
        layout.size(), data, choice, result, tasks.tasks(), tasks.flopsByForm(), memory);
  }
}
