package io.sparkhessian.cli;

import io.sparkhessian.Failure;
import io.sparkhessian.io.ExportTarget;
import io.sparkhessian.io.Location;
import io.sparkhessian.io.Manifest;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.io.ParameterFile;
import io.sparkhessian.io.TileLayout;
import io.sparkhessian.job.Compute;
import io.sparkhessian.job.ExportFormat;
import io.sparkhessian.job.Job;
import io.sparkhessian.job.JobFile;
import io.sparkhessian.spark.plan.Amounts;
import io.sparkhessian.spark.run.MatrixExport;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export}: writes the whole matrix of a result to one file. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes the whole matrix to one file for other tools.")
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
    requireMatrix(job);
    List<String> names =
        ParameterFile.read(hadoop, output + "/parameters.csv").names().orElseThrow();
    TileLayout layout = MatrixExport.layout(manifest);
    Location written = Location.of(hadoop, target);
    ExportTarget.requireOutsideResults(written, out.child(MatrixExport.fileName(format)));
    try (Session session = new Session("export " + job.name())) {
      new MatrixExport(session.spark(), out, layout, names).write(format, written.absolute());
    }
    System.out.printf(
        "%s: %s × %s, %s%n",
        target,
        Amounts.count(layout.size()),
        Amounts.count(layout.size()),
        Amounts.bytes(written.length()));
    return 0;
  }

  private void requireMatrix(Job job) {
    if (job.compute() != Compute.HESSIAN) {
      boolean diagonal = job.compute() == Compute.DIAGONAL;
      throw Failure.input(
          "%s: holds no matrix, it was computed with compute: %s; read %s/%s"
              .formatted(
                  output,
                  diagonal ? "diagonal" : "hvp",
                  output,
                  diagonal ? "diagonal.npy" : "products.npy"));
    }
  }
}
