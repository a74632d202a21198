package io.sparkhessian.quantity;

import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.quantity.check.Check;
import io.sparkhessian.quantity.export.ResultExport;
import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Computation of a job's quantity: the derivative graphs, the plan and the output files.
 *
 * @param <R> statistics shown in the summary
 */
public interface Computation<R> {
  Plan plan();

  /** Returns the plans of all parts of the computation, {@link #plan} first. */
  default List<Plan> plans() {
    return List.of(plan());
  }

  /**
   * Runs a task on a few samples and discards the result.
   *
   * @return number of floating-point operations
   */
  double trial(BlockTask task, List<Samples> chunks, DenseKernels dense);

  /** Returns the name of the phase in the timings. */
  String phase();

  /** Number of rows or products to compute, for the progress line; 0 when unknown in advance. */
  default long rows() {
    return plans().stream().mapToLong(Plan::rowsOfTasks).sum();
  }

  /** Returns the lines of {@code explain} about the partition of the work. */
  default List<Line> pieces() {
    return PieceLines.rows(plan());
  }

  /** Whether {@code explain} compares the cost with N Hessian-vector products. */
  default boolean replacesProducts() {
    return true;
  }

  /** Whether the plan covers one step of an iterative method. */
  default boolean isIterative() {
    return false;
  }

  /**
   * Returns the lines of {@code explain} about costs that the plan does not cover.
   *
   * @param seconds estimated run time of a plan
   */
  default List<Line> notes(ToDoubleFunction<Plan> seconds) {
    return List.of();
  }

  /** Returns the size of the stored result in bytes. */
  default long resultBytes() {
    return plan().resultBytes();
  }

  /** Returns the progress restored from an earlier run, such as "2 of 4 block rows". */
  default String resumed(int count) {
    int all = plans().stream().mapToInt(plan -> plan.tasks().size()).sum();
    return "%d of %d %ss were finished".formatted(count, all, plan().piece());
  }

  /** Computes the result on the executors and writes the output files. */
  Written<R> write(DistributedProblem problem, OutputDirectory out, Progress.Counter done)
      throws IOException;

  /**
   * Outcome of {@link #write}.
   *
   * @param statistics statistics for the summary
   * @param files files whose checksums are already known
   * @param resumed number of block rows or pieces restored from an earlier run
   */
  record Written<R>(R statistics, List<FileEntry> files, int resumed) {}

  /** Returns the lines of the summary about the result. */
  List<Line> summary(R statistics);

  /** Returns the check of a stored result. */
  Check check(LoadedJob loaded, OutputDirectory out, Manifest manifest);

  /**
   * Returns the exportable parts of the written result.
   *
   * @param names names of the parameters
   */
  default List<ResultExport> exports(OutputDirectory out, List<String> names) {
    return List.of();
  }
}
