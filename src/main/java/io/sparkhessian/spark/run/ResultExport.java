package io.sparkhessian.spark.run;

import io.sparkhessian.io.Manifest;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.job.ExportFormat;
import io.sparkhessian.job.Job;
import io.sparkhessian.spark.compute.Computation;
import io.sparkhessian.spark.compute.InputComputation;
import io.sparkhessian.spark.problem.LoadedJob;
import io.sparkhessian.spark.results.StoredMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** A part of a result that can be written as one file for other tools. */
public interface ResultExport {
  /** Where it lies in the output directory. */
  String path();

  /** What its file is called in the output directory. */
  String fileName(ExportFormat format);

  /**
   * Writes the file, in place of one that was there.
   *
   * @param target an absolute path or URI
   */
  void write(ExportFormat format, String target);

  /** The parts of what a run has just written. */
  static List<ResultExport> of(
      JavaSparkContext spark, OutputDirectory out, LoadedJob loaded, Computation computation) {
    if (computation instanceof InputComputation inputs) {
      return List.of(
          new InputExport(spark, out, inputs.directory(), inputs.table(), inputs.names()));
    }
    return matrices(spark, out, StoredMatrix.of(computation.plan()), loaded.parameterNames());
  }

  /** The parts of a finished result. */
  static List<ResultExport> of(
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
