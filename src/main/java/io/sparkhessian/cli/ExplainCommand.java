package io.sparkhessian.cli;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.HessianVectorProduct;
import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.Axes;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.MemoryLimits;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Rates;
import io.sparkhessian.distributed.plan.SamplePlan;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.tasks.ClusterMemory;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.job.BlockKind;
import io.sparkhessian.job.Compute;
import io.sparkhessian.job.Job;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.quantity.Computation;
import io.sparkhessian.run.Computations;
import io.sparkhessian.run.TaskSpeed;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code explain}: says what a run would do and need, and refuses what cannot fit. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Shows the plan, memory, flops and time of a job; computes nothing.")
final class ExplainCommand implements Callable<Integer> {
  private static final int MOST = 10_000;

  @Mixin private JobArguments arguments;

  @Option(
      names = "--executors",
      paramLabel = "K",
      description = "Simulate the schedule on so many executors, and on 1 to 10,000 cores.")
  private Integer executors;

  @Option(
      names = "--cores",
      paramLabel = "C",
      description = "Cores of an executor in that; default: those of this machine.")
  private Integer coresOfExecutor;

  @Override
  public Integer call() throws IOException {
    requirePositive("--executors", executors);
    requirePositive("--cores", coresOfExecutor);
    Job job = arguments.read();
    try (Session session = new Session(job.name())) {
      long limit = ClusterMemory.broadcastLimit(session.spark());
      LoadedJob loaded = LoadedJob.load(session.sql(), job, limit);
      Computation computation = Computations.of(loaded);
      List<Plan> plans = computation.plans();
      Plan plan = plans.get(0);
      MemoryLimits memory = ClusterMemory.of(session.spark());
      KernelChoice choice =
          KernelChoice.parse(session.spark().getConf().get(KernelChoice.SETTING, "auto"));
      KernelSpeed speed = KernelSpeed.measure(Kernels.of(choice));
      int cores = session.spark().sc().defaultParallelism();
      System.out.print(explain(job, loaded, computation, memory, speed, cores));
      plans.forEach(each -> each.require(memory));
      if (executors != null || coresOfExecutor != null) {
        DenseKernels kernels = Kernels.of(choice);
        TaskSpeed tasks = new TaskSpeed(computation, loaded.data(), kernels, memory.driverBytes());
        int here = Runtime.getRuntime().availableProcessors();
        int each = coresOfExecutor == null ? here : coresOfExecutor;
        System.out.print(ScheduleLines.of(plan, tasks, executors == null ? 1 : executors, each));
      }
    }
    return 0;
  }

  private static void requirePositive(String option, Integer value) {
    if (value != null && (value < 1 || value > MOST)) {
      throw Failure.input("%s is %d; give 1 to %d".formatted(option, value, MOST));
    }
  }

  private static String explain(
      Job job,
      LoadedJob loaded,
      Computation computation,
      MemoryLimits memory,
      KernelSpeed speed,
      int cores) {
    List<Plan> plans = computation.plans();
    Plan plan = plans.get(0);
    Lines lines = new Lines();
    lines.title(job.name() + ": the plan; nothing is computed");
    lines.add("objective", JobDescription.objective(job));
    lines.add("computes", computes(loaded, plan));
    lines.add("parameters", "N = " + Amounts.count(plan.parameters()));
    lines.add(
        "samples",
        "n = %s, %s, in chunks of %d"
            .formatted(
                Amounts.count(plan.samples()),
                JobDescription.features(loaded.data().shape().features()),
                Grouping.CHUNK));
    loaded.whyDense().ifPresent(why -> lines.add("", "the sparse features are made dense: " + why));
    if (plan.quantity() == Plan.Quantity.PRODUCTS) {
      lines.add("vectors", "k = " + Amounts.count(plan.rows()));
    }
    if (plan.quantity() == Plan.Quantity.BLOCKS) {
      lines.add(job.blocks().orElseThrow() == BlockKind.LAYER ? "layers" : "tensors", parts(plan));
    }
    boolean byInputs = plan.quantity() == Plan.Quantity.INPUTS;
    lines.add(byInputs ? "files" : "blocks", byInputs ? InputLines.files(plan) : blocks(plan));
    if (!plan.matrices().isEmpty()) {
      lines.add("tiles", "%s of edge %d".formatted(Amounts.count(plan.tiles()), plan.tile()));
    }
    boolean repeated = plan.quantity() == Plan.Quantity.PRODUCTS && job.compute() != Compute.HVP;
    String step = repeated ? " a step" : "";
    lines.add("flops", Amounts.flops(plan.flops()) + step);
    plan.flopsByForm().forEach((form, flops) -> lines.add("", Amounts.flops(flops) + " " + form));
    if (plan.quantity() != Plan.Quantity.PRODUCTS && !byInputs) {
      lines.add(
          "",
          "(N Hessian-vector products would take %s)"
              .formatted(
                  Amounts.flops(
                      plan.parameters()
                          * new HessianVectorProduct(loaded.problem()).flops(plan.samples()))));
    }
    Rates rates = Rates.NOMINAL.withDense(speed.flopsPerSecond());
    boolean sparse = plan.tasks().stream().anyMatch(task -> task.sparse() > 0);
    lines.add(
        "time",
        "about %s%s on %s at the %.0f Gflop/s that %s reaches here%s"
            .formatted(
                Amounts.duration(plan.seconds(cores, rates)),
                step,
                Counted.of(cores, "core"),
                rates.flops() / 1e9,
                speed.backend(),
                sparse
                    ? ", and %.1f in sparse rows, not measured".formatted(rates.sparse() / 1e9)
                    : ""));
    computation
        .notes(each -> each.seconds(cores, rates))
        .forEach(note -> lines.add(note.label(), note.text()));
    for (Plan beside :
        job.operator().isPresent() ? List.<Plan>of() : plans.subList(1, plans.size())) {
      lines.add(
          "compared",
          "with the exact diagonal: %s in %s, about %s"
              .formatted(
                  Amounts.flops(beside.flops()),
                  Counted.of(beside.tasks().size(), "task"),
                  Amounts.duration(beside.seconds(cores, rates))));
    }
    lines.add("result", Amounts.bytes(computation.resultBytes()));
    lines.add("axes", plan.choice().explain());
    lines.add("data", byInputs ? InputLines.data(plan.data()) : data(plan));
    if (plan.data().axes().byGroups()) {
      lines.add("waves", WaveLine.of(plan));
    }
    lines.add(
        "a task",
        Amounts.bytes(plan.memory().taskBytes())
            + ", %d at a time in an executor".formatted(memory.tasksPerExecutor()));
    if (plan.memory().waveBytes() > 0) {
      lines.add("a wave", Amounts.bytes(plan.memory().waveBytes()) + " of vectors in the driver");
    }
    long driver = plans.stream().mapToLong(each -> each.memory().driverBytes()).max().orElse(0);
    long executor =
        plans.stream()
            .mapToLong(each -> each.memory().executorBytes(memory.tasksPerExecutor()))
            .max()
            .orElse(0);
    if (memory.shared()) {
      lines.add(
          "memory",
          "%s in one process: driver %s, executor %s"
              .formatted(
                  needs(driver + executor, memory.driverBytes()),
                  Amounts.bytes(driver),
                  Amounts.bytes(executor)));
    } else {
      lines.add("driver", needs(driver, memory.driverBytes()));
      lines.add("executor", needs(executor, memory.executorBytes()));
    }
    return lines.toString();
  }

  private static String computes(LoadedJob loaded, Plan plan) {
    Job job = loaded.job();
    if (job.compute().byInputs()) {
      return "the " + InputLines.what(loaded);
    }
    if (job.operator().isPresent()) {
      return OperatorLines.what(job);
    }
    return job.compute().approximatesDiagonal() || job.compute().replacesHessian()
        ? job.compute().word()
        : plan.quantity().toString().toLowerCase(Locale.ROOT);
  }

  private static String parts(Plan plan) {
    return plan.matrices().stream()
        .map(block -> "%s %s".formatted(block.name(), Amounts.count(block.size())))
        .collect(Collectors.joining(", "));
  }

  private static String blocks(Plan plan) {
    BlockTask first = plan.tasks().get(0);
    String row = plan.quantity() == Plan.Quantity.PRODUCTS ? "vector" : "row";
    String most = plan.quantity() == Plan.Quantity.BLOCKS ? "at most " : "";
    String pieces = plan.data().axes() == Axes.COLUMNS ? " strips" : "";
    return "%d%s of %s%s, a task each, longest first: %ss %d to %d with %s"
        .formatted(
            plan.tasks().size(),
            pieces,
            most,
            Counted.of(plan.tile(), row),
            row,
            first.from(),
            first.to() - 1,
            Amounts.flops(first.flops()));
  }

  private static String data(Plan plan) {
    SamplePlan data = plan.data();
    if (data.count() == 0) {
      return "none";
    }
    String bytes = Amounts.bytes(data.bytes());
    String groups = Counted.of(data.groups(), "group");
    String parts = Amounts.bytes(plan.partBytes());
    return data.spread()
        ? "%s in %s of %s, spread over the executors: more than fits a broadcast; %s of parts shuffled"
            .formatted(bytes, groups, Counted.of(data.groupSize(), "sample"), parts)
        : "%s, broadcast; spread over the executors in %s they would shuffle %s of parts"
            .formatted(bytes, groups, parts);
  }

  private static String needs(long need, long have) {
    return "needs %s, has %s".formatted(Amounts.bytes(need), Amounts.bytes(have));
  }
}
