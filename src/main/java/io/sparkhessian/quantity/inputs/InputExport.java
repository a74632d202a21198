package io.sparkhessian.quantity.inputs;

import io.sparkhessian.distributed.results.StoredMatrix;
import io.sparkhessian.io.export.NumberedNames;
import io.sparkhessian.io.export.SampleExport;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.samples.SampleTable;
import io.sparkhessian.io.samples.SampleTableStore;
import io.sparkhessian.job.Compute;
import io.sparkhessian.job.ExportFormat;
import io.sparkhessian.job.Job;
import io.sparkhessian.job.TriangleForm;
import io.sparkhessian.quantity.export.ExportTask;
import io.sparkhessian.quantity.export.ResultExport;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Derivatives by the inputs of all samples as one file: one task, a row group in memory at a time.
 *
 * @param path of the files that they are read from, in the output directory
 * @param names of the features that count
 */
public record InputExport(
    JavaSparkContext spark, OutputDirectory out, String path, SampleTable table, List<String> names)
    implements ResultExport {

  /** Of a finished result, as its manifest and the names of its features say. */
  public static InputExport of(
      JavaSparkContext spark, OutputDirectory out, Manifest manifest, Job job) throws IOException {
    out.requireUnaltered(manifest, InputComputation.NAMES);
    return written(spark, out, manifest, job);
  }

  /** Of a result that is all there, whether its manifest lists its files by now or not. */
  public static InputExport written(
      JavaSparkContext spark, OutputDirectory out, Manifest manifest, Job job) throws IOException {
    List<String> names;
    try (InputStream in = out.child(InputComputation.NAMES).open()) {
      names = NumberedNames.read(in);
    }
    return new InputExport(spark, out, job.compute().word(), table(manifest, job, names), names);
  }

  private static SampleTable table(Manifest manifest, Job job, List<String> names) {
    boolean full = job.inputs().orElseThrow().form() == TriangleForm.FULL;
    SampleTable.Form form =
        job.compute() == Compute.INPUT_LAPLACIAN
            ? SampleTable.Form.TRACE
            : full ? SampleTable.Form.FULL : SampleTable.Form.PACKED;
    int file = Math.max(1, manifest.tile());
    return new SampleTable(names.size(), form, Math.toIntExact(manifest.samples()), file, file);
  }

  @Override
  public String fileName(ExportFormat format) {
    return path + "." + StoredMatrix.word(format);
  }

  @Override
  public void write(ExportFormat format, String target) {
    String directory = out.child(path).absolute();
    SampleExport.Format written = SampleExport.Format.valueOf(format.name());
    SampleTable rows = table;
    List<String> columns = List.copyOf(names);
    new ExportTask(spark, path + " as " + StoredMatrix.word(format), target)
        .run(
            hadoop ->
                SampleExport.write(
                    new SampleTableStore(hadoop, directory, rows), written, columns, target));
  }
}
