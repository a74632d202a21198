package io.sparkhessian.quantity.matrix;

import io.sparkhessian.curvature.FullHessian;
import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.results.RowReport;
import io.sparkhessian.distributed.results.StoredMatrix;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.quantity.SumComputation;
import io.sparkhessian.quantity.diagonal.MatrixStatistics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The whole Hessian or blocks on its diagonal, written as tiles by the tasks. */
public record TilesComputation(FullHessian hessian, Plan plan) implements SumComputation {
  public TilesComputation {
    hessian = hessian.keeping(plan.data().keptBytes());
  }

  @Override
  public SampleSum<?> sum(BlockTask task) {
    return hessian.sum(plan.window(task), plan.samplesAtOnce());
  }

  @Override
  public String phase() {
    return "rows";
  }

  @Override
  public Written write(DistributedProblem problem, OutputDirectory out, Progress.Counter done)
      throws IOException {
    List<StoredMatrix> matrices = StoredMatrix.of(plan);
    List<String> directories =
        matrices.stream().map(matrix -> out.child(matrix.path()).absolute()).toList();
    Rows rows = compute(problem, directories, done);
    List<FileEntry> files = new ArrayList<>();
    for (RowReport report : rows.reports()) {
      String name = matrices.get(report.matrix()).path() + "/" + report.file().name();
      files.add(new FileEntry(name, report.file().bytes(), report.file().sha256()));
    }
    return new Written(MatrixStatistics.ofRows(rows.reports()), files, rows.resumed());
  }

  /**
   * All block rows, in their order.
   *
   * @param resumed how many an earlier run had finished
   */
  record Rows(List<RowReport> reports, int resumed) {}

  /** Computes the tiles, but those that are there, into a directory a matrix. */
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
    Set<List<Integer>> there = new HashSet<>();
    finished.forEach(
        report -> there.add(List.of(report.matrix(), report.blockRow(), report.blockColumn())));
    List<BlockTask> missing = new ArrayList<>();
    for (BlockTask task : plan.tasks()) {
      if (there.contains(List.of(task.matrix(), task.blockRow(), task.blockColumn()))) {
        done.add(task.rows());
      } else {
        missing.add(task);
      }
    }
    return plan.with(missing);
  }
}
