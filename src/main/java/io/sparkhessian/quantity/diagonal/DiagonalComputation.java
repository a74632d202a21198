package io.sparkhessian.quantity.diagonal;

import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.io.npy.NpyWriter;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.SumComputation;
import io.sparkhessian.quantity.check.Check;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Computation of the exact diagonal, which the driver holds. */
public record DiagonalComputation(HessianDiagonal diagonal, Plan plan)
    implements SumComputation<MatrixStatistics> {
  public static final String FILE = "diagonal.npy";

  @Override
  public SampleSum<?> sum(BlockTask task) {
    return diagonal.sum(task.from(), task.to(), plan.chunkSize());
  }

  @Override
  public String phase() {
    return "diagonal";
  }

  @Override
  public Written<MatrixStatistics> write(
      DistributedProblem problem, OutputDirectory out, Progress.Counter done) throws IOException {
    Numbers found = compute(problem, problem.pieces(out), done);
    NpyWriter.writeVector(out.create(FILE), found.entries());
    return new Written<>(MatrixStatistics.ofDiagonal(found.entries()), List.of(), found.resumed());
  }

  /**
   * The diagonal, of length N.
   *
   * @param resumed number of pieces restored from an earlier run
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Numbers(double[] entries, int resumed) {}

  /** Returns the tasks of this computation. */
  DiagonalTasks<HessianDiagonal> tasks(DistributedProblem problem) {
    return tasks(problem, diagonal);
  }

  /** Returns the tasks that compute an exact diagonal. */
  public static DiagonalTasks<HessianDiagonal> tasks(
      DistributedProblem problem, HessianDiagonal diagonal) {
    return new DiagonalTasks<>(
        problem,
        diagonal,
        (exact, task, chunkSize) -> exact.sum(task.from(), task.to(), chunkSize));
  }

  /** Computes the diagonal, reusing the finished pieces. */
  public Numbers compute(DistributedProblem problem, Pieces pieces, Progress.Counter done)
      throws IOException {
    Map<BlockTask, double[]> finished = new HashMap<>();
    for (BlockTask task : plan.tasks()) {
      pieces.find(task.from(), task.rows()).ifPresent(entries -> finished.put(task, entries));
    }
    List<BlockTask> missing = new ArrayList<>(plan.tasks());
    missing.removeAll(finished.keySet());
    double[] entries = tasks(problem).compute(plan.with(missing), pieces, done);
    finished.forEach(
        (task, kept) -> {
          System.arraycopy(kept, 0, entries, task.from(), task.rows());
          done.add(task.rows());
        });
    return new Numbers(entries, finished.size());
  }

  @Override
  public List<Line> summary(MatrixStatistics statistics) {
    return List.of(statistics.diagonalLine());
  }

  @Override
  public Check check(LoadedJob loaded, OutputDirectory out, Manifest manifest) {
    return new DiagonalCheck(this, loaded, out, manifest);
  }
}
