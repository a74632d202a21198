package io.sparkhessian.cli;

import io.sparkhessian.Failure;
import io.sparkhessian.distributed.plan.MemoryLimits;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.tasks.ClusterMemory;
import io.sparkhessian.job.Job;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.quantity.Chosen;
import io.sparkhessian.quantity.Computation;
import io.sparkhessian.registry.Registry;
import io.sparkhessian.run.TaskSpeed;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code explain}: prints the plan and the needs of a run, and fails if they do not fit. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Shows the plan, memory, flops and time of a job; computes nothing.")
final class ExplainCommand implements Callable<Integer> {
  private static final int MAX_COUNT = 10_000;

  private final Registry registry;

  ExplainCommand(Registry registry) {
    this.registry = registry;
  }

  @Mixin private JobArguments arguments;

  @Option(
      names = "--executors",
      paramLabel = "K",
      description = "Simulate the schedule on K executors, and on 1 to 10,000 cores.")
  private Integer executors;

  @Option(
      names = "--cores",
      paramLabel = "C",
      description = "Cores per executor in the simulation; default: the cores of this machine.")
  private Integer coresPerExecutor;

  @Override
  public Integer call() throws IOException {
    requirePositive("--executors", executors);
    requirePositive("--cores", coresPerExecutor);
    Job job = arguments.read(registry);
    try (Session session = new Session(job.name())) {
      long limit = ClusterMemory.broadcastLimit(session.spark());
      LoadedJob loaded = registry.load(session.sql(), job, limit);
      Chosen<?> chosen = registry.chosen(job);
      Computation<?> computation = chosen.computation(loaded);
      List<Plan> plans = computation.plans();
      Plan plan = plans.get(0);
      MemoryLimits memory = ClusterMemory.of(session.spark());
      KernelChoice choice =
          KernelChoice.parse(session.spark().getConf().get(KernelChoice.SETTING, "auto"));
      KernelSpeed speed = KernelSpeed.measure(Kernels.of(choice));
      int cores = session.spark().sc().defaultParallelism();
      System.out.print(
          new Explanation(loaded, chosen.title(), computation, memory, speed, cores).text());
      plans.forEach(memory::require);
      if (executors != null || coresPerExecutor != null) {
        DenseKernels kernels = Kernels.of(choice);
        TaskSpeed tasks = new TaskSpeed(computation, loaded.data(), kernels, memory.driverBytes());
        int here = Runtime.getRuntime().availableProcessors();
        int each = coresPerExecutor == null ? here : coresPerExecutor;
        System.out.print(ScheduleLines.of(plan, tasks, executors == null ? 1 : executors, each));
      }
    }
    return 0;
  }

  private static void requirePositive(String option, Integer value) {
    if (value != null && (value < 1 || value > MAX_COUNT)) {
      throw Failure.input("%s is %d; give 1 to %d".formatted(option, value, MAX_COUNT));
    }
  }
}
