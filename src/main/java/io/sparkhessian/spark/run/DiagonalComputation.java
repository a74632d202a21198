package io.sparkhessian.spark.run;

import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.io.NpyWriter;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.spark.plan.BlockTask;
import io.sparkhessian.spark.plan.Plan;
import java.io.IOException;
import java.util.List;

/** The diagonal, gathered on the driver. */
record DiagonalComputation(HessianDiagonal diagonal, Plan plan) implements Computation {
  static final String FILE = "diagonal.npy";

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
    double[] entries = problem.diagonal(diagonal, plan, done);
    NpyWriter.writeVector(out.create(FILE), entries);
    return new Written(MatrixStatistics.ofDiagonal(entries), List.of());
  }
}
