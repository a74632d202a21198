package io.sparkhessian.quantity.matrix;

import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.results.RowReport;
import io.sparkhessian.distributed.tasks.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Matrices whose block rows the tasks write as tiles. */
public record MatrixTiles(CurvatureRows hessian, Plan plan) {
  public MatrixTiles {
    hessian = hessian.keeping(plan.data().keptBytes());
  }

  public SampleSum<?> sum(BlockTask task) {
    return hessian.sum(plan.window(task), plan.chunkSize());
  }

  /**
   * Reports of all block rows, in order.
   *
   * @param resumed number of block rows restored from an earlier run
   */
  record Rows(List<RowReport> reports, int resumed) {}

  /** Computes the missing tiles, with one directory per matrix. */
  Rows compute(DistributedProblem problem, List<String> directories, Progress.Counter done)
      throws IOException {
    List<RowReport> reports =
        new ArrayList<>(new MatrixRows(problem, hessian, plan).finished(directories));
    int finished = reports.size();
    reports.addAll(
        new MatrixRows(problem, hessian, missing(reports, done)).write(directories, done));
    reports.sort(RowReport.ORDER);
    return new Rows(reports, finished);
  }

  private Plan missing(List<RowReport> finished, Progress.Counter done) {
    Set<List<Integer>> keys = new HashSet<>();
    finished.forEach(
        report -> keys.add(List.of(report.matrix(), report.blockRow(), report.blockColumn())));
    List<BlockTask> missing = new ArrayList<>();
    for (BlockTask task : plan.tasks()) {
      if (keys.contains(List.of(task.matrix(), task.blockRow(), task.blockColumn()))) {
        done.add(task.rows());
      } else {
        missing.add(task);
      }
    }
    return plan.with(missing);
  }
}
