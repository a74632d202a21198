package io.sparkhessian.cli;

import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.MemoryLimits;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Rates;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.job.Job;
import io.sparkhessian.quantity.Computation;
import io.sparkhessian.quantity.Line;

/**
 * The text of {@code explain}: plan, flops, time and memory of a job.
 *
 * @param title of the quantity
 * @param speed of the dense kernels on this machine
 * @param cores number of cores that run tasks
 */
record Explanation(
    LoadedJob loaded,
    String title,
    Computation<?> computation,
    MemoryLimits memory,
    KernelSpeed speed,
    int cores) {

  String text() {
    Lines lines = new Lines();
    addJob(lines);
    for (Line line : computation.pieces()) {
      lines.add(line.label(), line.text());
    }
    addCost(lines);
    lines.add("result", Amounts.bytes(computation.resultBytes()));
    lines.add("axes", plan().choice().explain());
    lines.add("data", SampleLines.of(plan()));
    if (plan().axes().byGroups()) {
      lines.add("waves", WaveLine.of(plan()));
    }
    addMemory(lines);
    return lines.toString();
  }

  private Plan plan() {
    return computation.plan();
  }

  private void addJob(Lines lines) {
    Job job = loaded.job();
    lines.title(job.name() + ": the plan (nothing is computed)");
    lines.add("objective", JobDescription.objective(job));
    lines.add("computes", title);
    lines.add("parameters", "N = " + Amounts.count(plan().parameters()));
    lines.add(
        "samples",
        "n = %s, %s, in chunks of %d"
            .formatted(
                Amounts.count(plan().samples()),
                JobDescription.features(loaded.data().shape().features()),
                Grouping.CHUNK));
    loaded
        .whyDense()
        .ifPresent(why -> lines.add("", "sparse features are converted to dense: " + why));
  }

  private void addCost(Lines lines) {
    String step = computation.isIterative() ? " per step" : "";
    lines.add("flops", Amounts.flops(plan().flops()) + step);
    plan().flopsByForm().forEach((form, flops) -> lines.add("", Amounts.flops(flops) + " " + form));
    if (computation.replacesProducts()) {
      double one = new CurvatureProduct(loaded.problem()).flops(plan().samples());
      lines.add(
          "",
          "(N Hessian-vector products would take %s)"
              .formatted(Amounts.flops(plan().parameters() * one)));
    }
    addTime(lines, step);
  }

  private void addTime(Lines lines, String step) {
    Rates rates = Rates.NOMINAL.withDense(speed.flopsPerSecond());
    boolean sparse = plan().tasks().stream().anyMatch(task -> task.sparse() > 0);
    lines.add(
        "time",
        "about %s%s on %s at %.0f Gflop/s per core (%s, measured here)%s"
            .formatted(
                Amounts.duration(plan().seconds(cores, rates)),
                step,
                Amounts.counted(cores, "core"),
                rates.flops() / 1e9,
                speed.backend(),
                sparse ? ", %.1f in sparse rows (nominal)".formatted(rates.sparse() / 1e9) : ""));
    for (Line note : computation.notes(each -> each.seconds(cores, rates))) {
      lines.add(note.label(), note.text());
    }
  }

  private void addMemory(Lines lines) {
    lines.add(
        "task",
        "%s, %s per executor"
            .formatted(
                Amounts.bytes(plan().memory().taskBytes()),
                Amounts.counted(memory.tasksPerExecutor(), "concurrent task")));
    if (plan().memory().waveBytes() > 0) {
      lines.add("wave", Amounts.bytes(plan().memory().waveBytes()) + " of vectors in the driver");
    }
    long driver =
        computation.plans().stream().mapToLong(each -> each.memory().driverBytes()).max().orElse(0);
    long executor =
        computation.plans().stream()
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
  }

  private static String needs(long need, long have) {
    return "needs %s, has %s".formatted(Amounts.bytes(need), Amounts.bytes(have));
  }
}
