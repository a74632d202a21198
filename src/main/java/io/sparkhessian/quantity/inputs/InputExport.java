package io.sparkhessian.quantity.inputs;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.io.export.NumberedNames;
import io.sparkhessian.io.export.SampleFile;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.samples.SampleTable;
import io.sparkhessian.io.samples.SampleTableStore;
import io.sparkhessian.job.ExportFormat;
import io.sparkhessian.quantity.export.ExportTask;
import io.sparkhessian.quantity.export.ResultExport;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Exports the derivatives of all samples with respect to the inputs to one file. One task holds one
 * row group in memory at a time.
 *
 * @param path directory of the stored rows, relative to the output directory
 * @param names names of the differentiated features
 */
public record InputExport(OutputDirectory out, String path, SampleTable table, List<String> names)
    implements ResultExport {

  /** Returns the export of a result; requires that no file of the result is missing. */
  static InputExport of(OutputDirectory out, Manifest manifest, InputSpec spec) throws IOException {
    List<String> names;
    try (InputStream in = out.child(InputComputation.NAMES).open()) {
      names = NumberedNames.read(in);
    }
    int file = Math.max(1, manifest.tile());
    int samples = Math.toIntExact(manifest.samples());
    SampleTable table = new SampleTable(names.size(), spec.tableForm(), samples, file, file);
    return new InputExport(out, spec.word(), table, names);
  }

  @Override
  public String name() {
    return path;
  }

  @Override
  public boolean isBlock() {
    return false;
  }

  @Override
  public String size() {
    return Amounts.counted(table.samples(), "sample");
  }

  @Override
  public void write(JavaSparkContext spark, ExportFormat format, String target) {
    String directory = out.child(path).absolute();

    SampleTable rows = table;
    List<String> columns = List.copyOf(names);
    new ExportTask(spark, path + " as " + format.word(), target)
        .run(
            hadoop ->
                SampleFile.write(
                    new SampleTableStore(hadoop, directory, rows), format, columns, target));
  }
}
