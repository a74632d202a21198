package io.sparkhessian.run;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.LossAndGradient;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.tasks.ClusterMemory;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.distributed.tasks.TaskTimes;
import io.sparkhessian.io.npy.NpyWriter;
import io.sparkhessian.io.output.Heartbeat;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.output.OutputStart;
import io.sparkhessian.io.parameters.ParameterFile;
import io.sparkhessian.io.source.InputPlaces;
import io.sparkhessian.job.ExportFormat;
import io.sparkhessian.job.Job;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.quantity.Computation;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.export.ResultExport;
import io.sparkhessian.registry.Registry;
import io.sparkhessian.report.diagnosis.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs a job: claims the output directory, computes, writes and commits the result. */
public final class JobRun {
  private final JavaSparkContext spark;
  private final LoadedJob loaded;
  private final Registry registry;
  private final Phases phases;
  private final PrintStream messages;
  private final boolean terminal;
  private final NonFatalReporting reporting;
  private final Set<String> warned = new HashSet<>();

  /**
   * The outcome of a run.
   *
   * @param lines of the summary about the numbers
   * @param findings of the report, worst first; empty if the report could not be written
   */
  public record Outcome(
      Manifest manifest, List<Line> lines, Plan plan, Optional<List<Finding>> findings) {
    public Outcome {
      lines = List.copyOf(lines);
    }
  }

  /** The files of a result, complete except for the manifest. */
  private record Draft<R>(
      Manifest manifest, Computation.Written<R> written, Optional<List<Finding>> findings) {}

  /**
   * @param phases to which the run adds its own
   * @param messages stream for progress and warnings
   * @param terminal whether the progress line can be overwritten
   * @param reporting writes the report
   */
  public JobRun(
      JavaSparkContext spark,
      LoadedJob loaded,
      Registry registry,
      Phases phases,
      PrintStream messages,
      boolean terminal,
      Reporting reporting) {
    this.spark = spark;
    this.loaded = loaded;
    this.registry = registry;
    this.phases = phases;
    this.messages = messages;
    this.terminal = terminal;
    this.reporting = new NonFatalReporting(reporting, messages);
  }

  /**
   * Computes and writes the result.
   *
   * @return empty if the directory already holds the finished result of this job
   * @throws Failure if the plan does not fit in memory, the directory belongs to another job, or a
   *     number is not finite; the directory then has no new result
   */
  public Optional<Outcome> run(boolean overwrite) throws IOException {
    KernelChoice choice = KernelChoice.parse(spark.getConf().get(KernelChoice.SETTING, "auto"));
    Computation<?> computation = registry.chosen(loaded.job()).computation(loaded);
    for (Plan plan : computation.plans()) {
      ClusterMemory.of(spark).require(plan);
    }
    OutputDirectory out = openOutput();
    try (TaskTimes times = new TaskTimes(spark);
        DistributedProblem problem =
            new DistributedProblem(spark, loaded.problem(), loaded.data(), choice)) {
      String fingerprint = Fingerprint.of(loaded);
      String work = Versions.work(problem.backend().name(), computation.plan());
      OutputStart start = out.start(fingerprint, work, overwrite);
      if (start == OutputStart.ALREADY_FINISHED) {
        requireUnchangedManifest(out, computation.plan());
        return Optional.empty();
      }
      if (start == OutputStart.RESTARTED) {
        messages.println(
            loaded.job().output()
                + ": removed an unfinished run with other kernels, versions or tiles; starting"
                + " again");
      }
      return Optional.of(
          OutputGuard.run(out, () -> compute(problem, computation, out, fingerprint, times)));
    }
  }

  private OutputDirectory openOutput() throws IOException {
    OutputDirectory out =
        OutputDirectory.open(
            spark.hadoopConfiguration(), loaded.job().output(), registry.outputFiles());
    if (loaded.job().data().isPresent()) {
      String data = loaded.job().data().get().path();
      InputPlaces.requireOutside(spark.hadoopConfiguration(), out.location(), data);
    }
    return out;
  }

  private void requireUnchangedManifest(OutputDirectory out, Plan plan) throws IOException {
    Manifest manifest = out.requireFinished();
    Job stated = InputFingerprint.job(registry, out, manifest);
    InputFingerprint.requireManifest(out, manifest, stated, loaded, plan);
  }

  private <R> Outcome compute(
      DistributedProblem problem,
      Computation<R> computation,
      OutputDirectory out,
      String fingerprint,
      TaskTimes times)
      throws IOException {
    Draft<R> draft;
    Heartbeat heartbeat = out.beat();
    try {
      draft = writeFiles(problem, computation, out, fingerprint, times);
    } finally {
      heartbeat.close();
    }
    Manifest.Times all = phases.times(draft.manifest().times().tasks());
    Manifest manifest = phases.time("commit", () -> out.finish(draft.manifest().withTimes(all)));
    return new Outcome(
        manifest,
        computation.summary(draft.written().statistics()),
        computation.plan(),
        draft.findings());
  }

  private <R> Draft<R> writeFiles(
      DistributedProblem problem,
      Computation<R> computation,
      OutputDirectory out,
      String fingerprint,
      TaskTimes times)
      throws IOException {
    warn(problem);
    LossAndGradient gradient = phases.time("gradient", problem::lossAndGradient);
    NpyWriter.writeVector(out.create("gradient.npy"), gradient.gradient());
    try (OutputStream file = out.create(ParameterFile.NAME)) {
      ParameterFile.write(file, loaded.parameterNames(), loaded.problem().parameters());
    }
    Computation.Written<R> written = writeQuantity(problem, computation, out);
    warn(problem);
    export(computation, out);
    Manifest manifest =
        new ManifestDraft(spark, loaded, computation.plan(), phases)
            .of(gradient, problem.backend(), fingerprint, written.files(), times.all());
    return new Draft<>(
        manifest, written, phases.time("report", () -> reporting.write(out, manifest)));
  }

  private <R> Computation.Written<R> writeQuantity(
      DistributedProblem problem, Computation<R> computation, OutputDirectory out)
      throws IOException {
    Computation.Written<R> written;
    try (Progress progress = new Progress(spark, messages, terminal, computation.rows())) {
      written =
          phases.time(
              computation.phase(), () -> computation.write(problem, out, progress.counter()));
    }
    if (written.resumed() > 0) {
      messages.println(
          "%s: resumed an unfinished run; %s"
              .formatted(loaded.job().output(), computation.resumed(written.resumed())));
    }
    return written;
  }

  private void export(Computation<?> computation, OutputDirectory out) throws IOException {
    for (ExportFormat format : loaded.job().export()) {
      for (ResultExport export : computation.exports(out, loaded.parameterNames())) {
        phases.time(
            "export",
            () -> {
              write(export, format, out);
              return null;
            });
      }
    }
  }

  /** Writes an export; the directory was writable before, so an input failure is the disk's. */
  private void write(ResultExport export, ExportFormat format, OutputDirectory out) {
    try {
      export.write(spark, format, out.child(export.fileName(format)).absolute());
    } catch (Failure failure) {
      throw failure.kind() == Failure.Kind.INPUT
          ? Failure.disk(failure.getMessage(), failure)
          : failure;
    }
  }

  /** Prints the warnings of the problem that were not printed before. */
  private void warn(DistributedProblem problem) {
    problem.warnings().stream()
        .filter(warned::add)
        .forEach(warning -> messages.println("warning: " + warning));
  }
}
