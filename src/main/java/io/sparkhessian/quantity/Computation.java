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
 * The computation of a job's quantity: its derivative graphs, their plan, and the files written.
 *
 * @param <R> the figures that its summary shows
 */
public interface Computation<R> {
  Plan plan();

  /** Of all that it computes, that of {@link #plan} first. */
  default List<Plan> plans() {
    return List.of(plan());
  }

  /**
   * Does what a task does, over some samples, and keeps nothing of it.
   *
   * @return the operations that this took
   */
  double trial(BlockTask task, List<Samples> chunks, DenseKernels dense);

  /** What the time that it takes is called. */
  String phase();

  /** Rows or products that it computes, for the line of progress; 0 where that turns out. */
  default long rows() {
    return plans().stream().mapToLong(Plan::rowsOfTasks).sum();
  }

  /** Returns the lines of {@code explain} about how the work is cut. */
  default List<Line> pieces() {
    return PieceLines.rows(plan());
  }

  /** Whether {@code explain} compares the cost with that of N Hessian-vector products. */
  default boolean replacesProducts() {
    return true;
  }

  /** Whether the plan is that of one step of an iteration. */
  default boolean isIterative() {
    return false;
  }

  /**
   * Returns the lines of {@code explain} about cost beyond the plan.
   *
   * @param seconds that a plan takes
   */
  default List<Line> notes(ToDoubleFunction<Plan> seconds) {
    return List.of();
  }

  /** Bytes of the stored result. */
  default long resultBytes() {
    return plan().resultBytes();
  }

  /** What an earlier run had left, of what there is. */
  default String resumed(int count) {
    int all = plans().stream().mapToInt(plan -> plan.tasks().size()).sum();
    return "%d of %d %ss were there".formatted(count, all, plan().piece());
  }

  /** Computes on the executors, and writes into the output directory. */
  Written<R> write(DistributedProblem problem, OutputDirectory out, Progress.Counter done)
      throws IOException;

  /**
   * The outcome of {@link #write}.
   *
   * @param statistics figures for the summary
   * @param files whose checksums are known already
   * @param resumed block rows or pieces that an earlier run had finished
   */
  record Written<R>(R statistics, List<FileEntry> files, int resumed) {}

  /** Returns the lines of the summary about the numbers. */
  List<Line> summary(R statistics);

  /** Returns the check of a stored result. */
  Check check(LoadedJob loaded, OutputDirectory out, Manifest manifest);

  /**
   * Returns the parts that can be exported once they are written.
   *
   * @param names of the parameters
   */
  default List<ResultExport> exports(OutputDirectory out, List<String> names) {
    return List.of();
  }
}
