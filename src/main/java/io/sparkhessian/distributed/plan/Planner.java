package io.sparkhessian.distributed.plan;

import io.sparkhessian.curvature.DiagonalInOnePass;
import io.sparkhessian.curvature.FullHessian;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.HessianVectorProduct;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.distributed.plan.AxisChoice.Option;
import io.sparkhessian.evaluate.SampleShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** Makes plans. */
public final class Planner {
  private static final int LARGEST_DEFAULT_TILE = 1024;
  private static final int SMALLEST_DEFAULT_TILE = 32;

  /**
   * Bytes of a block row that a default tile aims at, at the most: its task needs room for two of
   * them, and 100,000 parameters make 2,000 tasks.
   */
  private static final long BLOCK_ROW_BYTES = 40_000_000;

  /** Tasks that a default tile aims at: several cores are busy, and a product is not too thin. */
  private static final int TASKS = 6;

  /** The largest number of entries of the diagonal that a task aims at. */
  private static final int DIAGONAL_TASK = 4096;

  /** Vectors that a task multiplies: with fewer, the primal values are computed too often. */
  private static final int FEWEST_VECTORS = 4;

  private static final int MOST_VECTORS = 64;

  /**
   * Bytes of samples at the most where block rows are cut in strips. The cut does not depend on
   * whether the samples fit a broadcast, since the bits of a result do on the cut; larger ones make
   * too many tasks where they do not.
   */
  private static final long MOST_DATA_OF_STRIPS = 1L << 30;

  /** Bytes that the vectors of a task aim at, at the most. */
  private static final long VECTOR_BYTES = 8L << 20;

  private final ParameterLayout layout;
  private final SampleShape shape;
  private final int samples;
  private final OptionalInt tile;
  private final OptionalLong largestGroup;

  /**
   * @param tile the edge of a tile, or empty for one that fits N
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
  }

  /**
   * The same for samples that lie in groups with the executors.
   *
   * @param largest bytes of the largest group
   */
  public Planner spread(long largest) {
    return new Planner(layout, shape, tile, OptionalLong.of(largest));
  }

  /**
   * About N / 6, from 32 to 1024 and to what makes a block row of 40 MB; and a multiple of {@code
   * unit} unless that would leave too few tasks: a unit that a boundary cuts is seeded twice, and
   * cannot use the symmetry within its pairs.
   */
  static int defaultTile(int parameters, int unit) {
    int fitting = (int) (BLOCK_ROW_BYTES / ((long) parameters * Double.BYTES));
    int even = Math.max(SMALLEST_DEFAULT_TILE, (parameters + TASKS - 1) / TASKS);
    boolean cut = unit > LARGEST_DEFAULT_TILE || unit > 2 * even;
    int least = Math.max(SMALLEST_DEFAULT_TILE, cut ? 1 : unit);
    int largest = Math.max(least, Math.min(LARGEST_DEFAULT_TILE, fitting));
    return cut
        ? Math.min(largest, even)
        : Math.max(unit, Math.min(largest, even + unit - 1) / unit * unit);
  }

  public Plan hessian(FullHessian hessian) {
    return matrix(DiagonalBlock.whole(layout).name(), hessian);
  }

  /** The same of a whole matrix of another name. */
  public Plan matrix(String name, FullHessian matrix) {
    DiagonalBlock whole = new DiagonalBlock(name, 0, layout.size());
    return matrices(Plan.Quantity.HESSIAN, matrix, List.of(whole));
  }

  /** All blocks have tiles of one edge, that of the largest. */
  public Plan blocks(FullHessian hessian, List<DiagonalBlock> blocks) {
    return matrices(Plan.Quantity.BLOCKS, hessian, blocks);
  }

  private Plan matrices(Plan.Quantity quantity, FullHessian hessian, List<DiagonalBlock> matrices) {
    int largest = matrices.stream().mapToInt(DiagonalBlock::size).max().orElseThrow();
    int edge = Math.min(largest, tile.orElseGet(() -> defaultTile(largest, hessian.rowsOfUnit())));
    MatrixTasks cuts = new MatrixTasks(hessian, matrices, edge, samples);
    MatrixTasks.Cut rows = cuts.rows();
    boolean small = samples * shape.bytesOfSample() <= MOST_DATA_OF_STRIPS;
    Optional<MatrixTasks.Cut> strips = small ? cuts.strips(rows, groups()) : Optional.empty();
    AxisChoice choice =
        choice(
            rows.tasks(),
            cuts.entries(rows),
            strips.map(cut -> new Option(Axes.COLUMNS, cut.cost())).stream().toList());
    MatrixTasks.Cut chosen = choice.axes() == Axes.COLUMNS ? strips.orElseThrow() : rows;
    if (largestGroup.isPresent()) {
      choice = spread(rows.tasks(), chosen.tasks(), cuts.entries(chosen));
      chosen = cuts.keepingNothing(chosen);
    }
    return plan(quantity, edge, chosen, matrices, 0, choice);
  }

  /**
   * Every task computes the primal values anew, so there are few where the passes are few. They
   * cost about the same: late entries take more passes than early ones.
   */
  public Plan diagonal(HessianDiagonal diagonal) {
    double passes = TaskList.total(diagonal.flops(0, layout.size(), 1));
    double primal = 2.0 * layout.size();
    double most = layout.size() / (double) DIAGONAL_TASK + TASKS;
    int count = (int) Math.max(2, Math.min(passes / (4 * primal), most));
    TaskList tasks = new TaskList(samples);
    int rows = tasks.cutEvenly(layout.size(), count, diagonal::flops, diagonal::workingBytes);
    return plan(
        Plan.Quantity.DIAGONAL,
        rows,
        MatrixTasks.Cut.none(tasks),
        List.of(),
        1,
        choice(tasks, BlockTask::rows));
  }

  /** One task, which is one pass over the samples. */
  public Plan onePass(DiagonalInOnePass diagonal) {
    TaskList tasks = new TaskList(samples);
    tasks.cut(
        layout.size(),
        layout.size(),
        (from, to, n) -> diagonal.flops(n),
        (from, to, chunkSize) -> diagonal.workingBytes(chunkSize));
    return plan(
        Plan.Quantity.DIAGONAL,
        layout.size(),
        MatrixTasks.Cut.none(tasks),
        List.of(),
        1,
        choice(tasks, BlockTask::rows));
  }

  /** Tasks are ranges of k vectors: about {@link #TASKS}, or more where they would be large. */
  public Plan products(HessianVectorProduct product, int vectors) {
    long fitting = VECTOR_BYTES / ((long) layout.size() * Double.BYTES);
    int even = Math.min(MOST_VECTORS, (vectors + TASKS - 1) / TASKS);
    int rows = (int) Math.max(FEWEST_VECTORS, Math.min(fitting, even));
    TaskList tasks = new TaskList(samples);
    tasks.cut(
        vectors,
        rows,
        (from, to, n) -> product.flops(to - from, n),
        (from, to, chunkSize) -> product.workingBytes(to - from, chunkSize));
    return plan(
        Plan.Quantity.PRODUCTS,
        Math.min(vectors, rows),
        MatrixTasks.Cut.none(tasks),
        List.of(),
        layout.size(),
        choice(tasks, task -> (long) task.rows() * layout.size()));
  }

  /** Tasks are ranges of the samples. */
  public Plan inputs(InputTasks inputs) {
    TaskList tasks = inputs.tasks();
    Axes axes = largestGroup.isPresent() ? Axes.SPREAD_SAMPLES : Axes.SAMPLES;
    return plan(
        Plan.Quantity.INPUTS,
        inputs.table().samplesOfFile(),
        MatrixTasks.Cut.none(tasks),
        List.of(),
        inputs.table().rowBytes() / Double.BYTES,
        AxisChoice.only(axes, AxisChoice.rows(tasks.tasks())));
  }

  private int groups() {
    return Math.max(1, shape.grouping().groups(samples));
  }

  /** The choice for tasks that are no strips. */
  private AxisChoice choice(TaskList tasks, ToLongFunction<BlockTask> numbers) {
    return largestGroup.isPresent()
        ? spread(tasks, tasks, numbers)
        : choice(tasks, numbers, List.of());
  }

  /**
   * Weighs what there is for samples that fit a broadcast.
   *
   * @param numbers that a task gives
   * @param others cuts of another kind
   */
  private AxisChoice choice(
      TaskList tasks, ToLongFunction<BlockTask> numbers, List<Option> others) {
    List<Option> weighed = new ArrayList<>();
    weighed.add(new Option(Axes.ROWS, AxisChoice.rows(tasks.tasks())));
    ToLongFunction<BlockTask> bytes = task -> Double.BYTES * numbers.applyAsLong(task);
    if (AxisChoice.isShuffleSmall(tasks.tasks(), bytes, groups())) {
      weighed.add(new Option(Axes.GROUPS, AxisChoice.groups(tasks.tasks(), bytes, groups())));
    }
    weighed.addAll(others);
    return AxisChoice.of(weighed);
  }

  private AxisChoice spread(TaskList rows, TaskList tasks, ToLongFunction<BlockTask> numbers) {
    ToLongFunction<BlockTask> bytes = task -> Double.BYTES * numbers.applyAsLong(task);
    return AxisChoice.spread(
        AxisChoice.rows(rows.tasks()), AxisChoice.groups(tasks.tasks(), bytes, groups()));
  }

  private Plan plan(
      Plan.Quantity quantity,
      int edge,
      MatrixTasks.Cut cut,
      List<DiagonalBlock> matrices,
      long width,
      AxisChoice choice) {
    boolean inWaves = quantity == Plan.Quantity.PRODUCTS;
    SamplePlan placed =
        new SamplePlan(
            samples,
            shape.bytesOfSample(),
            shape.grouping().size(),
            largestGroup.orElse(0),
            choice.axes(),
            cut.keptBytes());
    return new Plan(
        quantity,
        layout.size(),
        placed,
        choice,
        edge,
        cut.columns(),
        matrices,
        width,
        cut.tasks().tasks(),
        cut.tasks().flopsByForm(),
        new MemoryNeed(
            placed,
            cut.tasks().bytes(),
            (long) layout.size() * Double.BYTES,
            inWaves ? Waves.bytes(cut.tasks().tasks(), layout.size()) : 0,
            MemoryNeed.State.NONE));
  }
}
