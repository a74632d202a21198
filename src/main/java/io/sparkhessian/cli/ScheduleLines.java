package io.sparkhessian.cli;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Rates;
import io.sparkhessian.distributed.plan.Simulation;
import io.sparkhessian.run.TaskSpeed;
import java.util.Locale;
import java.util.TreeSet;

/** What a plan's tasks would take on clusters of any size. */
final class ScheduleLines {
  private ScheduleLines() {}

  /**
   * The schedules, and what they assume.
   *
   * @param cores of an executor
   */
  static String of(Plan plan, TaskSpeed speed, int executors, int cores) {
    int here = Runtime.getRuntime().availableProcessors();
    Rates alone = speed.rates(1);
    Rates together = here == 1 ? alone : speed.rates(here);
    StringBuilder text = new StringBuilder();
    text.append("the tasks on other clusters, longest first\n");
    text.append(
        "  %7s  %9s  %12s  %10s  %s%n"
            .formatted("cores", "executors", "makespan", "efficiency", "bottleneck"));
    TreeSet<Integer> sizes = new TreeSet<>(Simulation.sizes());
    sizes.add(executors * cores);
    for (int size : sizes) {
      int each = Math.min(size, cores);
      Rates rates = each == 1 ? alone : together;
      Simulation schedule = Simulation.of(plan, rates, size, each);
      text.append(
          "  %7s  %9s  %12s  %8.0f %%  %s%n"
              .formatted(
                  Amounts.count(schedule.cores()),
                  Amounts.count((size + each - 1) / each),
                  Amounts.duration(schedule.makespan()),
                  100 * schedule.efficiency(),
                  schedule.bottleneck()));
    }
    boolean measured = speed.fits(here);
    if (!measured) {
      text.append(speed.whyNot(speed.fits(1) ? here : 1)).append(System.lineSeparator());
    }
    text.append(
        String.format(
            Locale.ROOT,
            "assumed: kernels at %.1f Gflop/s a core alone and %.1f beside others, %s; a network of %s/s into an executor, sums shuffled at %s/s and"
                + " tiles made and written at %s/s a core, %.0f ms of a core a task and %.0f ms of the driver; no failures,"
                + " no start of executors, no reading of the data%n",
            alone.flops() / 1e9,
            together.flops() / 1e9,
            measured
                ? "as measured here on some of these tasks"
                : speed.fits(1) ? "the first as measured here" : "both nominal",
            Amounts.bytes((long) alone.network()),
            Amounts.bytes((long) alone.shuffling()),
            Amounts.bytes((long) alone.writing()),
            1000 * alone.task(),
            1000 * alone.dispatch()));
    return text.toString();
  }
}
