package io.sparkhessian.spark.compute;

import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.io.NpyWriter;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.spark.plan.BlockTask;
import io.sparkhessian.spark.plan.Plan;
import io.sparkhessian.spark.problem.DistributedProblem;
import io.sparkhessian.spark.results.MatrixStatistics;
import io.sparkhessian.spark.results.Pieces;
import io.sparkhessian.spark.tasks.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The diagonal, gathered on the driver. */
public record DiagonalComputation(HessianDiagonal diagonal, Plan plan) implements SumComputation {
  public static final String FILE = "diagonal.npy";

  @Override
  public SampleSum<?> sum(BlockTask task) {
    return diagonal.sum(task.from(), task.to(), plan.samplesAtOnce());
  }

  @Override
  public String phase() {
    return "diagonal";
  }

  @Override
  public Written write(DistributedProblem problem, OutputDirectory out, Progress.Counter done)
      throws IOException {
    Numbers found = compute(problem, problem.pieces(out), done);
    NpyWriter.writeVector(out.create(FILE), found.entries());
    return new Written(MatrixStatistics.ofDiagonal(found.entries()), List.of(), found.resumed());
  }

  /**
   * The diagonal, of length N.
   *
   * @param resumed pieces that an earlier run had finished
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Numbers(double[] entries, int resumed) {}

  /** Computes it, but the pieces that tasks have finished. */
  public Numbers compute(DistributedProblem problem, Pieces pieces, Progress.Counter done)
      throws IOException {
    Map<BlockTask, double[]> there = new HashMap<>();
    for (BlockTask task : plan.tasks()) {
      pieces.find(task.from(), task.rows()).ifPresent(entries -> there.put(task, entries));
    }
    List<BlockTask> missing = new ArrayList<>(plan.tasks());
    missing.removeAll(there.keySet());
    double[] entries = problem.diagonal(diagonal, plan.with(missing), pieces, done);
    there.forEach(
        (task, kept) -> {
          System.arraycopy(kept, 0, entries, task.from(), task.rows());
          done.add(task.rows());
        });
    return new Numbers(entries, there.size());
  }
}
