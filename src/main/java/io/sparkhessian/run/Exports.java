package io.sparkhessian.run;

import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.results.StoredMatrix;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.job.Job;
import io.sparkhessian.quantity.Computation;
import io.sparkhessian.quantity.export.ResultExport;
import io.sparkhessian.quantity.inputs.InputComputation;
import io.sparkhessian.quantity.inputs.InputExport;
import io.sparkhessian.quantity.matrix.MatrixExport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** The parts of a result that can be written as files for other tools. */
public final class Exports {
  private Exports() {}

  /** The parts of what a run has just written. */
  public static List<ResultExport> of(
      JavaSparkContext spark, OutputDirectory out, LoadedJob loaded, Computation computation) {
    if (computation instanceof InputComputation inputs) {
      return List.of(
          new InputExport(spark, out, inputs.directory(), inputs.table(), inputs.names()));
    }
    return matrices(spark, out, StoredMatrix.of(computation.plan()), loaded.parameterNames());
  }

  /** The parts of a finished result. */
  public static List<ResultExport> of(
      JavaSparkContext spark, OutputDirectory out, Manifest manifest, Job job, List<String> names)
      throws IOException {
    return job.compute().byInputs()
        ? List.of(InputExport.of(spark, out, manifest, job))
        : matrices(spark, out, StoredMatrix.of(manifest), names);
  }

  private static List<ResultExport> matrices(
      JavaSparkContext spark,
      OutputDirectory out,
      List<StoredMatrix> matrices,
      List<String> names) {
    List<ResultExport> exports = new ArrayList<>();
    matrices.forEach(matrix -> exports.add(new MatrixExport(spark, out, matrix, names)));
    return exports;
  }
}
