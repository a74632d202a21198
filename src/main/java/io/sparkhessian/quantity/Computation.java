package io.sparkhessian.quantity;

import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.results.Statistics;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.linalg.DenseKernels;
import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a job computes: its derivative graphs, the plan for them, and the files they become. */
public interface Computation {
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

  /** What {@code explain} says in a line of its own. */
  record Note(String label, String text) {}

  /**
   * What there is to explain beside the plans.
   *
   * @param seconds that a plan takes
   */
  default List<Note> notes(ToDoubleFunction<Plan> seconds) {
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
  Written write(DistributedProblem problem, OutputDirectory out, Progress.Counter done)
      throws IOException;

  /**
   * What was written.
   *
   * @param files those whose checksums are known already
   * @param resumed block rows or pieces that an earlier run had finished
   */
  record Written(Statistics statistics, List<FileEntry> files, int resumed) {}
}
