package io.sparkhessian.cli;

import io.sparkhessian.Failure;
import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.results.StoredMatrix;
import io.sparkhessian.io.export.ExportTarget;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.parameters.ParameterFile;
import io.sparkhessian.job.ExportFormat;
import io.sparkhessian.job.Job;
import io.sparkhessian.job.JobFile;
import io.sparkhessian.quantity.export.ResultExport;
import io.sparkhessian.quantity.inputs.InputExport;
import io.sparkhessian.quantity.matrix.MatrixExport;
import io.sparkhessian.run.AddedExports;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export}: writes the whole matrix of a result, or a block, to one file. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes the whole matrix, or one block, to one file for other tools.")
final class ExportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "OUT", description = "The output directory of a run.")
  private String output;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "npy|mtx|csv",
      description = "NumPy, Matrix Market or comma-separated values.")
  private ExportFormat format;

  @Option(
      names = "--block",
      paramLabel = "NAME",
      description = "Which block, of a result of compute: blocks.")
  private String block;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE",
      description = "Where to; a file that is there is replaced.")
  private String target;

  @Override
  public Integer call() throws IOException {
    Configuration hadoop = Session.hadoop();
    OutputDirectory out = OutputDirectory.open(hadoop, output);
    Manifest manifest = out.requireFinished();
    Job job = JobFile.ofResolved(output + "/manifest.json", manifest.job());
    if (job.compute().byInputs()) {
      return exportInputs(hadoop, out, manifest, job);
    }
    StoredMatrix matrix = BlockChoice.of(output, manifest, job, Optional.ofNullable(block));
    out.requireUnaltered(manifest, ParameterFile.NAME);
    List<String> names =
        ParameterFile.read(hadoop, output + "/parameters.csv").names().orElseThrow();
    Location written = Location.of(hadoop, target);
    ExportTarget.requireOutsideResults(written, out.child(matrix.fileName(format)));
    ExportTarget.requireNoInput(hadoop, written, manifest.inputs().values());
    ExportTarget.requireNoJob(written);
    out.requireUnaltered(manifest, matrix.path());
    try (Session session = new Session("export " + job.name())) {
      write(new MatrixExport(session.spark(), out, matrix, names), out, manifest, written);
    }
    System.out.printf(
        "%s: %s × %s, %s%n",
        target,
        Amounts.count(matrix.block().size()),
        Amounts.count(matrix.block().size()),
        Amounts.bytes(written.length()));
    return 0;
  }

  /** Where a run would write it, it becomes a part of the result. */
  private void write(ResultExport export, OutputDirectory out, Manifest manifest, Location written)
      throws IOException {
    if (written.absolute().equals(out.child(export.fileName(format)).absolute())) {
      AddedExports.add(out, manifest, export, format);
    } else {
      export.write(format, written.absolute());
    }
  }

  private int exportInputs(Configuration hadoop, OutputDirectory out, Manifest manifest, Job job)
      throws IOException {
    if (format == ExportFormat.MTX) {
      throw Failure.input(
          "--format: mtx holds one matrix, and %s has one a sample; take npy or csv"
              .formatted(output));
    }
    if (block != null) {
      throw Failure.input(
          "--block: %s holds rows of samples, no blocks; leave it out".formatted(output));
    }
    Location written = Location.of(hadoop, target);
    try (Session session = new Session("export " + job.name())) {
      ResultExport export = InputExport.of(session.spark(), out, manifest, job);
      ExportTarget.requireOutsideResults(written, out.child(export.fileName(format)));
      ExportTarget.requireNoInput(hadoop, written, manifest.inputs().values());
      ExportTarget.requireNoJob(written);
      out.requireUnaltered(manifest, export.path());
      write(export, out, manifest, written);
    }
    System.out.printf(
        "%s: %s, %s%n",
        target, Counted.of(manifest.samples(), "sample"), Amounts.bytes(written.length()));
    return 0;
  }
}
