package io.sparkhessian.cli;

import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.tasks.ClusterMemory;
import io.sparkhessian.job.Job;
import io.sparkhessian.registry.Registry;
import io.sparkhessian.run.AddedExports;
import io.sparkhessian.run.JobRun;
import io.sparkhessian.run.Phases;
import io.sparkhessian.run.ResultReport;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: computes the result of a job file. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Computes the result of a job file and writes it to the output directory.")
final class RunCommand implements Callable<Integer> {
  private final Registry registry;

  RunCommand(Registry registry) {
    this.registry = registry;
  }

  @Mixin private JobArguments arguments;

  @Option(
      names = "--overwrite",
      description = "Replace an existing result in the output directory.")
  private boolean overwrite;

  @Override
  public Integer call() throws IOException {
    Phases phases = new Phases();
    Job job = arguments.read(registry);
    try (Session session = phases.time("start", () -> new Session(job.name()))) {
      long limit = ClusterMemory.broadcastLimit(session.spark());
      LoadedJob loaded = phases.time("read", () -> registry.load(session.sql(), job, limit));
      ResultReport report = new ResultReport(session.spark(), registry);
      JobRun run =
          new JobRun(
              session.spark(), loaded, registry, phases, System.err, Session.onTerminal(), report);
      Optional<JobRun.Outcome> outcome = run.run(overwrite);
      System.out.print(
          outcome.isPresent()
              ? RunSummary.of(
                  loaded,
                  registry.chosen(job),
                  outcome.get(),
                  session.spark().master(),
                  session.jars())
              : finished(job.output(), AddedExports.addMissing(session.spark(), registry, loaded)));
    }
    return 0;
  }

  private static String finished(String output, List<String> added) {
    return added.isEmpty()
        ? "%s is already finished; use --overwrite to compute it again%n".formatted(output)
        : "%s is already finished; wrote %s from its tiles%n"
            .formatted(output, String.join(", ", added));
  }
}
