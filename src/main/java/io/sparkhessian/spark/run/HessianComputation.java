package io.sparkhessian.spark.run;

import io.sparkhessian.curvature.FullHessian;
import io.sparkhessian.io.FileEntry;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.spark.plan.Plan;
import java.util.List;

/** The whole Hessian, written as tiles by the tasks. */
record HessianComputation(FullHessian hessian, Plan plan) implements Computation {
  @Override
  public String phase() {
    return "rows";
  }

  @Override
  public Written write(DistributedProblem problem, OutputDirectory out, Progress.Counter done) {
    List<RowReport> reports =
        problem.writeHessian(hessian, plan, out.child("hessian").absolute(), done);
    List<FileEntry> files =
        reports.stream()
            .map(RowReport::file)
            .map(file -> new FileEntry("hessian/" + file.name(), file.bytes(), file.sha256()))
            .toList();
    return new Written(MatrixStatistics.ofRows(reports), files);
  }
}
