package io.sparkhessian.spark.run;

import io.sparkhessian.curvature.FullHessian;
import io.sparkhessian.io.FileEntry;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.spark.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** The whole Hessian or blocks on its diagonal, written as tiles by the tasks. */
record TilesComputation(FullHessian hessian, Plan plan) implements Computation {
  @Override
  public String phase() {
    return "rows";
  }

  @Override
  public Written write(DistributedProblem problem, OutputDirectory out, Progress.Counter done) {
    List<StoredMatrix> matrices = StoredMatrix.of(plan);
    List<String> directories =
        matrices.stream().map(matrix -> out.child(matrix.path()).absolute()).toList();
    List<RowReport> reports = problem.writeTiles(hessian, plan, directories, done);
    List<FileEntry> files = new ArrayList<>();
    for (RowReport report : reports) {
      String name = matrices.get(report.matrix()).path() + "/" + report.file().name();
      files.add(new FileEntry(name, report.file().bytes(), report.file().sha256()));
    }
    return new Written(MatrixStatistics.ofRows(reports), files);
  }
}
