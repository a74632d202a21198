package io.sparkhessian.cli;

import io.sparkhessian.Failure;
import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.io.export.ExportTarget;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.job.ExportFormat;
import io.sparkhessian.job.Job;
import io.sparkhessian.quantity.export.ResultExport;
import io.sparkhessian.registry.Registry;
import io.sparkhessian.run.AddedExports;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code export}: writes the matrix of a result, or one block, to one file. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes the whole matrix, or one block, to one file for other tools.")
final class ExportCommand implements Callable<Integer> {
  private final Registry registry;

  ExportCommand(Registry registry) {
    this.registry = registry;
  }

  @Mixin private ResultArguments result;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "npy|mtx|csv",
      description = "NumPy, Matrix Market or comma-separated values.")
  private ExportFormat format;

  @Option(
      names = "--block",
      paramLabel = "NAME",
      description = "Name of the block, for a result of compute: blocks.")
  private String block;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE",
      description = "The file to write; an existing file is replaced.")
  private String target;

  @Override
  public Integer call() throws IOException {
    Configuration hadoop = Session.hadoop();
    String output = result.output();
    OutputDirectory out = result.open(registry);
    Manifest manifest = out.requireFinished();
    Job job = registry.jobs().ofResolved(output + "/manifest.json", manifest.job());
    requireFormat(job);
    ResultExport export =
        ExportChoice.of(output, registry.chosen(job).exports(out, manifest), block);
    Location written = Location.of(hadoop, target);
    ExportTarget.requireOutsideResults(written, out.child(export.fileName(format)));
    ExportTarget.requireNoInput(hadoop, written, manifest.inputs().values());
    ExportTarget.requireNoJob(written);
    out.requireUnaltered(manifest, export.path());
    try (Session session = new Session("export " + job.name())) {
      write(session.spark(), export, out, manifest, written);
    }
    System.out.printf("%s: %s, %s%n", target, export.size(), Amounts.bytes(written.length()));
    return 0;
  }

  private void requireFormat(Job job) {
    String output = result.output();
    Set<ExportFormat> formats = job.quantity().exports();
    if (formats.isEmpty()) {
      throw Failure.input(
          "%s: holds no matrix to export, its job has compute: %s; read %s/%s"
              .formatted(
                  output,
                  job.quantity().word(),
                  output,
                  registry.chosen(job).quantity().files().get(0)));
    }
    if (!formats.contains(format)) {
      throw Failure.input(
          "--format: %s holds one matrix, but %s has one per sample; use npy or csv"
              .formatted(format.word(), output));
    }
  }

  /** Writes the file; at the path where a run would write it, it enters the manifest. */
  private void write(
      JavaSparkContext spark,
      ResultExport export,
      OutputDirectory out,
      Manifest manifest,
      Location written)
      throws IOException {
    if (written.absolute().equals(out.child(export.fileName(format)).absolute())) {
      AddedExports.add(spark, out, manifest, export, format);
    } else {
      export.write(spark, format, written.absolute());
    }
  }
}
