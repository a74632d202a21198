package io.sparkhessian.distributed.plan;

import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.layout.Window;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.io.tiles.TileStrip;
import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tasks of a job and their cost: a function of the objective, the shape of the data and the tile,
 * independent of the cluster.
 *
 * @param parameters N
 * @param data where the samples are, and how they are divided
 * @param choice axes of the tasks, and the alternatives
 * @param result layout of the stored result
 * @param tasks blocks of rows, longest first; for products, a row is a vector
 * @param flopsByForm floating point operations of all tasks, by the form of the derivative
 * @param memory peak memory of a run
 */
public record Plan(
    int parameters,
    SamplePlan data,
    AxisChoice choice,
    ResultLayout result,
    List<BlockTask> tasks,
    Map<String, Double> flopsByForm,
    MemoryNeed memory)
    implements Serializable {

  public Plan {
    flopsByForm = Collections.unmodifiableMap(new TreeMap<>(flopsByForm));
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

  /** Returns the plan with a subset of its tasks. */
  public Plan with(List<BlockTask> some) {
    return new Plan(parameters, data, choice, result, some, flopsByForm, memory);
  }

  /**
   * Returns the plan with additional state in the driver.
   *
   * @param remedy a setting that needs less memory, as part of a sentence
   */
  public Plan withState(long bytes, String remedy) {
    MemoryNeed more = memory.withState(new MemoryNeed.State(bytes, remedy));
    return new Plan(parameters, data, choice, result, tasks, flopsByForm, more);
  }

  public Axes axes() {
    return choice.axes();
  }

  /** Number of samples, n. */
  public int samples() {
    return data.count();
  }

  /** Number of samples in a chunk, at least 1. */
  public int chunkSize() {
    return data.chunkSize();
  }

  /** Rows of a block; the edge of a tile. */
  public int tile() {
    return result.tile();
  }

  /** Tile columns of a task. */
  public int columnsOfTask() {
    return result.columnsOfTask();
  }

  /** Whether block rows are divided into strips, each a file. */
  public boolean isInStrips() {
    return columnsOfTask() < MatrixTasks.ALL;
  }

  /** Whether the result is diagonal blocks of a matrix, not the whole matrix. */
  public boolean isInBlocks() {
    return result.inBlocks();
  }

  /** A whole matrix or its diagonal blocks; empty for rows of numbers. */
  public List<DiagonalBlock> matrices() {
    return result.matrices();
  }

  /** Name of what one task stores: block row, strip, piece or file. */
  public String piece() {
    return result.piece();
  }

  public TileLayout layout(DiagonalBlock matrix) {
    return result.layout(matrix);
  }

  /** Returns the layout of the matrix of a task. */
  public TileLayout layout(BlockTask task) {
    return result.layout(task);
  }

  public TileStrip strip(BlockTask task) {
    return result.strip(task);
  }

  /** Returns the entries of the Hessian that a task computes. */
  public Window window(BlockTask task) {
    return result.window(task);
  }

  /** Number of tiles in the upper triangles. */
  public long tiles() {
    return result.tiles();
  }

  /** Returns the bytes that a task stores. */
  public long bytes(BlockTask task) {
    return result.bytes(task);
  }

  /** Bytes of the stored result. */
  public long resultBytes() {
    return tasks.stream().mapToLong(this::bytes).sum();
  }

  /** Number of rows: N, k for k vectors, or n for samples; fewer for a subset of the tasks. */
  public int rows() {
    return tasks.stream().filter(BlockTask::atDiagonal).mapToInt(BlockTask::rows).sum();
  }

  /** Number of rows, counted once per strip. */
  public long rowsOfTasks() {
    return tasks.stream().mapToLong(BlockTask::rows).sum();
  }

  /** Floating point operations of all tasks. */
  public double flops() {
    return tasks.stream().mapToDouble(BlockTask::flops).sum();
  }

  /** Returns the fraction of all operations that one form takes. */
  public double part(String form) {
    return flopsByForm.getOrDefault(form, 0.0) / Math.max(1, flops());
  }

  /** Operations that strips repeat and whole block rows would not. */
  public double repeatedFlops() {
    double values = flopsByForm.getOrDefault(CurvatureRows.VALUES, 0.0);
    double whole = tasks.stream().filter(BlockTask::atDiagonal).count();
    return values * (1 - whole / Math.max(1, tasks.size()));
  }

  /** Returns the seconds of kernels on a number of cores; at least those of the longest task. */
  public double seconds(int cores, Rates rates) {
    double longest = tasks.stream().mapToDouble(rates::seconds).max().orElse(0);
    return Math.max(longest, tasks.stream().mapToDouble(rates::seconds).sum() / cores);
  }

  /** Number of Spark tasks in all waves. */
  long sparkTasks() {
    return (long) tasks.size() * (axes().byGroups() ? data.groups() : 1);
  }

  /**
   * Returns the tasks in waves, each of which is stored before the wave after the next begins. All
   * tasks are one wave where a task sees all samples and so stores its own result.
   */
  public List<List<BlockTask>> waves() {
    if (tasks.isEmpty()) {
      return List.of();
    }
    return axes().byGroups() ? GroupWaves.of(tasks, this::bytes, data.groups()) : List.of(tasks);
  }

  /** Returns the bytes that a wave shuffles: the partial sums of its tasks over each group. */
  public long partBytes(List<BlockTask> wave) {
    return data.groups() * wave.stream().mapToLong(this::bytes).sum();
  }

  /** Bytes that all tasks would shuffle if they were divided by groups of samples. */
  public long partBytes() {
    return axes() == Axes.SAMPLES ? 0 : partBytes(tasks);
  }
}
