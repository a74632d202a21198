package io.sparkhessian.distributed.plan;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.FullHessian;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.layout.Window;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.io.tiles.TileStrip;
import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a job is cut into tasks and what it needs: a function of the objective, the data's shape and
 * the tile, never of the cluster.
 *
 * @param parameters N
 * @param data where the samples lie, and how they are cut
 * @param choice of the axes, and what it was weighed against
 * @param tile rows of a block, the edge of a tile
 * @param columnsOfTask columns of tiles after which another task begins
 * @param matrices the squares that the tasks store: the whole Hessian, or its blocks; of other
 *     quantities none
 * @param width numbers in a row of what is no matrix
 * @param tasks the blocks of rows, longest first; of products with vectors, a row a vector
 * @param flopsByForm the operations of all tasks, by the form that does them
 * @param memory what a run has to hold
 */
public record Plan(
    Quantity quantity,
    int parameters,
    SamplePlan data,
    AxisChoice choice,
    int tile,
    int columnsOfTask,
    List<DiagonalBlock> matrices,
    long width,
    List<BlockTask> tasks,
    Map<String, Double> flopsByForm,
    MemoryNeed memory)
    implements Serializable {
  /** Tasks that a driver can keep account of in some gigabytes. */
  private static final long MOST_TASKS = 2_000_000;

  /** The key of the manifest's plan for columns of tiles after which another file begins. */
  public static final String COLUMNS_OF_FILE = "columnsOfFile";

  /** What the tasks compute. */
  public enum Quantity {
    HESSIAN,
    DIAGONAL,
    BLOCKS,
    PRODUCTS,
    /** Of each sample, its derivatives by the inputs; rows are samples. */
    INPUTS
  }

  public Plan {
    flopsByForm = Collections.unmodifiableMap(new TreeMap<>(flopsByForm));
    matrices = List.copyOf(matrices);
    tasks =
        tasks.stream()
            .sorted(
                Comparator.comparingDouble(BlockTask::flops)
                    .reversed()
                    .thenComparing(BlockTask::matrix)
                    .thenComparing(BlockTask::blockRow)
                    .thenComparing(BlockTask::blockColumn))
            .toList();
  }

  /** The same with some of the tasks alone. */
  public Plan with(List<BlockTask> some) {
    return new Plan(
        quantity,
        parameters,
        data,
        choice,
        tile,
        columnsOfTask,
        matrices,
        width,
        some,
        flopsByForm,
        memory);
  }

  /**
   * The same where the driver computes with so many bytes more.
   *
   * @param remedy what a job can ask for that needs less: a part of a sentence
   */
  public Plan withState(long bytes, String remedy) {
    return new Plan(
        quantity,
        parameters,
        data,
        choice,
        tile,
        columnsOfTask,
        matrices,
        width,
        tasks,
        flopsByForm,
        memory.withState(new MemoryNeed.State(bytes, remedy)));
  }

  /** n. */
  public int samples() {
    return data.count();
  }

  /** Samples of a chunk; at least one. */
  public int samplesAtOnce() {
    return data.chunkSize();
  }

  /** Floating point operations of all tasks. */
  public double flops() {
    return tasks.stream().mapToDouble(BlockTask::flops).sum();
  }

  /** Of all operations the part of one form. */
  public double part(String form) {
    return flopsByForm.getOrDefault(form, 0.0) / Math.max(1, flops());
  }

  /**
   * The tasks in waves, of each of which all is durable before much of the next but one is begun:
   * one wave where a task sees all samples, since it is then durable by itself.
   */
  public List<List<BlockTask>> waves() {
    if (tasks.isEmpty()) {
      return List.of();
    }
    return data.axes().byGroups()
        ? GroupWaves.of(tasks, this::bytes, data.groups())
        : List.of(tasks);
  }

  /** Bytes that go between executors in a wave: the parts that each group has of its tasks. */
  public long partBytes(List<BlockTask> wave) {
    return data.groups() * wave.stream().mapToLong(this::bytes).sum();
  }

  /** Tasks of Spark in all waves. */
  private long sparkTasks() {
    return (long) tasks.size() * (data.axes().byGroups() ? data.groups() : 1);
  }

  /** Those of values that strips need again, and whole block rows would not. */
  public double repeatedFlops() {
    double values = flopsByForm.getOrDefault(FullHessian.VALUES, 0.0);
    double whole = tasks.stream().filter(BlockTask::atDiagonal).count();
    return values * (1 - whole / Math.max(1, tasks.size()));
  }

  /** Seconds of kernels on so many cores: at least those of the longest task. */
  public double seconds(int cores, Rates rates) {
    double longest = tasks.stream().mapToDouble(rates::seconds).max().orElse(0);
    return Math.max(longest, tasks.stream().mapToDouble(rates::seconds).sum() / cores);
  }

  /** What a task computes, in a word. */
  public String piece() {
    return quantity == Quantity.INPUTS
        ? "file"
        : matrices.isEmpty() ? "piece" : columnsOfTask < MatrixTasks.ALL ? "strip" : "block row";
  }

  /** The rows of each task, added up: those of a block row once for each of its strips. */
  public long rowsOfTasks() {
    return tasks.stream().mapToLong(BlockTask::rows).sum();
  }

  /** N, k of products with k vectors, or n of rows of samples; fewer where tasks are left out. */
  public int rows() {
    return tasks.stream().filter(BlockTask::atDiagonal).mapToInt(BlockTask::rows).sum();
  }

  /** Tiles of the upper triangles. */
  public long tiles() {
    return matrices.stream().mapToLong(matrix -> layout(matrix).tiles()).sum();
  }

  /** Bytes of the stored result. */
  public long resultBytes() {
    return tasks.stream().mapToLong(this::bytes).sum();
  }

  /** Bytes of what a task computes. */
  public long bytes(BlockTask task) {
    long columns = matrices.isEmpty() ? width : window(task).columns();
    return task.rows() * columns * Double.BYTES;
  }

  /** Bytes that would go between executors if the samples lay apart: of each group all rows. */
  public long partBytes() {
    return quantity == Quantity.INPUTS ? 0 : partBytes(tasks);
  }

  /** How a matrix lies in tiles. */
  public TileLayout layout(DiagonalBlock matrix) {
    return new TileLayout(matrix.size(), tile, columnsOfTask);
  }

  /** How the matrix of a task lies in tiles. */
  public TileLayout layout(BlockTask task) {
    return layout(matrices.get(task.matrix()));
  }

  /** The tiles of a task. */
  public TileStrip strip(BlockTask task) {
    return layout(task).strip(task.blockRow(), task.blockColumn());
  }

  /** The entries of the Hessian that a task computes. */
  public Window window(BlockTask task) {
    return MatrixTasks.window(matrices.get(task.matrix()), layout(task), strip(task));
  }

  /**
   * Refuses a run that cannot fit.
   *
   * @throws Failure of kind REFUSED, with what is needed and what there is
   */
  public void require(MemoryLimits limits) {
    if (sparkTasks() > MOST_TASKS) {
      throw Failure.refused(
          "the driver cannot keep account of %s tasks, one a group of samples and %s; give a larger tile"
              .formatted(Amounts.count(sparkTasks()), piece()));
    }
    long executor = memory.executorBytes(limits.tasksPerExecutor());
    if (limits.shared()) {
      refuse(
          "the process", executor + memory.driverBytes(), limits.driverBytes(), "--driver-memory");
    } else {
      refuse("the driver", memory.driverBytes(), limits.driverBytes(), "--driver-memory");
      refuse("an executor", executor, limits.executorBytes(), "--executor-memory");
    }
  }

  private void refuse(String what, long need, long have, String flag) {
    if (need > have) {
      throw Failure.refused(
          "%s needs %s of memory and has %s; give it %s %dg, or %s%sfewer cores at a time"
              .formatted(
                  what,
                  Amounts.bytes(need),
                  Amounts.bytes(have),
                  flag,
                  (long) Math.ceil(need / MemoryLimits.USABLE / (1L << 30)),
                  memory.state().bytes() > need / 4 ? memory.state().remedy() + ", or " : "",
                  matrices.isEmpty() ? "" : "a smaller tile, or "));
    }
  }

  /** The plan as it goes into the manifest. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("chunkSize", Grouping.CHUNK);
    map.put("groupSize", data.groupSize());
    map.put("groups", data.groups());
    map.put("samples", data.axes().samples());
    map.put("axes", data.axes().toString());
    map.put("tile", tile);
    if (data.axes() == Axes.COLUMNS) {
      map.put(COLUMNS_OF_FILE, columnsOfTask);
    }
    map.put("tasks", tasks.size());
    map.put("order", "longest first");
    if (quantity == Quantity.BLOCKS) {
      map.put("blocks", matrices.stream().map(Plan::toMap).toList());
    }
    map.put("flops", flops());
    map.put("flopsByForm", flopsByForm);
    return map;
  }

  private static Map<String, Object> toMap(DiagonalBlock block) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", block.name());
    map.put("from", (long) block.from());
    map.put("to", (long) block.to());
    return map;
  }
}
