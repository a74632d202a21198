package io.sparkhessian.run;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.LossAndGradient;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.tasks.Backend;
import io.sparkhessian.distributed.tasks.ClusterMemory;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.distributed.tasks.TaskTimes;
import io.sparkhessian.io.file.WriteFailure;
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
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs a job from its output directory's first mark to its manifest. */
public final class JobRun {
  private final JavaSparkContext spark;
  private final LoadedJob loaded;
  private final Registry registry;
  private final Phases phases;
  private final PrintStream messages;
  private final boolean terminal;
  private final CarefulReporting reporting;

  /**
   * The outcome of a run.
   *
   * @param lines of the summary about the numbers
   * @param findings of the report, worst first; empty where no report could be written
   */
  public record Outcome(
      Manifest manifest, List<Line> lines, Plan plan, Optional<List<Finding>> findings) {
    public Outcome {
      lines = List.copyOf(lines);
    }
  }

  /**
   * @param phases to which the run adds its own
   * @param messages for progress and warnings
   * @param terminal whether the progress line can be written anew
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
    this.reporting = new CarefulReporting(reporting, messages);
  }

  /**
   * Computes and writes everything.
   *
   * @return empty when the job had finished in this directory before
   * @throws Failure when the plan does not fit, the directory belongs to something else, or a
   *     number is not finite; then there is no new result
   */
  public Optional<Outcome> run(boolean overwrite) throws IOException {
    Job job = loaded.job();
    KernelChoice choice = KernelChoice.parse(spark.getConf().get(KernelChoice.SETTING, "auto"));
    Computation<?> computation = registry.chosen(loaded.job()).computation(loaded);
    for (Plan plan : computation.plans()) {
      ClusterMemory.of(spark).require(plan);
    }

    OutputDirectory out = OutputDirectory.open(spark.hadoopConfiguration(), job.output());
    if (job.data().isPresent()) {
      String data = job.data().get().path();
      InputPlaces.requireOutside(spark.hadoopConfiguration(), out.location(), data);
    }
    try (TaskTimes times = new TaskTimes(spark);
        DistributedProblem problem =
            new DistributedProblem(spark, loaded.problem(), loaded.data(), choice)) {
      String fingerprint = Fingerprint.of(loaded);
      Backend backend = problem.backend();
      OutputStart start =
          out.start(fingerprint, Versions.work(backend.name(), computation.plan()), overwrite);
      if (start == OutputStart.ALREADY_FINISHED) {
        Manifest manifest = out.requireFinished();
        Job stated = StatedInput.job(registry, out, manifest);
        StatedInput.requireManifest(out, manifest, stated, loaded, computation.plan());
        return Optional.empty();
      }
      if (start == OutputStart.RESTARTED) {
        messages.println(
            job.output()
                + ": an unfinished run of this job by other kernels, versions or tiles was cleared"
                + " away; starting again");
      }
      return Optional.of(
          guarded(out, () -> compute(problem, computation, out, fingerprint, backend, times)));
    }
  }

  /** Leaves no result behind when the numbers are wrong, and what is finished when Spark fails. */
  private static Outcome guarded(OutputDirectory out, Phases.Work<Outcome> work)
      throws IOException {
    try {
      return unwrapped(work);
    } catch (Failure failure) {
      if (failure.kind() == Failure.Kind.DISK || failure.kind() == Failure.Kind.LOST) {
        leave(out, failure);
      } else {
        out.abandon();
      }
      throw failure;
    } catch (IOException | FSError e) {
      leave(out, e);
      throw new WriteFailure(out.location().text(), e).toFailure();
    } catch (RuntimeException e) {
      leave(out, e);
      throw e;
    }
  }

  /** Of products inside of a method that knows no files the cause is thrown. */
  private static Outcome unwrapped(Phases.Work<Outcome> work) throws IOException {
    try {
      return work.run();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Keeps what is finished; a full disk takes no mark, and the end of this process says as much.
   */
  private static void leave(OutputDirectory out, Throwable why) throws IOException {
    out.requireOwned(); // else it may well be that another run has cleared the files away
    try {
      out.leave();
    } catch (IOException | FSError e) {
      why.addSuppressed(e);
    }
  }

  private <R> Outcome compute(
      DistributedProblem problem,
      Computation<R> computation,
      OutputDirectory out,
      String fingerprint,
      Backend backend,
      TaskTimes times)
      throws IOException {
    LossAndGradient gradient;
    Computation.Written<R> written;
    Manifest draft;
    Optional<List<Finding>> findings;
    Heartbeat beating = out.beat();
    try {
      Set<String> warned = new HashSet<>();
      warn(problem, warned);
      gradient = phases.time("gradient", problem::lossAndGradient);
      NpyWriter.writeVector(out.create("gradient.npy"), gradient.gradient());
      try (OutputStream file = out.create(ParameterFile.NAME)) {
        ParameterFile.write(file, loaded.parameterNames(), loaded.problem().parameters());
      }
      written = write(problem, computation, out);
      warn(problem, warned);
      export(computation, out);
      draft =
          new ManifestDraft(spark, loaded, computation.plan(), phases)
              .of(gradient, backend, fingerprint, written.files(), times.all());
      findings = phases.time("report", () -> reporting.write(out, draft));
    } finally {
      beating.close();
    }
    Manifest.Times all = phases.times(draft.times().tasks());
    Manifest manifest = phases.time("commit", () -> out.finish(draft.withTimes(all)));
    return new Outcome(
        manifest, computation.summary(written.statistics()), computation.plan(), findings);
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

  /** All rows are there, and the place took them: what stops it now is the disk. */
  private void write(ResultExport export, ExportFormat format, OutputDirectory out) {
    try {
      export.write(spark, format, out.child(export.fileName(format)).absolute());
    } catch (Failure failure) {
      throw failure.kind() == Failure.Kind.INPUT
          ? Failure.disk(failure.getMessage(), failure)
          : failure;
    }
  }

  private void warn(DistributedProblem problem, Set<String> warned) {
    problem.warnings().stream()
        .filter(warned::add)
        .forEach(warning -> messages.println("warning: " + warning));
  }

  private <R> Computation.Written<R> write(
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
          "%s: went on with an unfinished run; %s"
              .formatted(loaded.job().output(), computation.resumed(written.resumed())));
    }
    return written;
  }
}
