package io.sparkhessian.cli;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Rates;
import io.sparkhessian.distributed.plan.Simulation;
import io.sparkhessian.run.TaskSpeed;
import java.util.Locale;
import java.util.TreeSet;

/** Simulated schedules of a plan on clusters of different sizes. */
final class ScheduleLines {
  private ScheduleLines() {}

  /**
   * Returns the schedules and their assumptions.
   *
   * @param cores number of cores per executor
   */
  static String of(Plan plan, TaskSpeed speed, int executors, int cores) {
    int here = Runtime.getRuntime().availableProcessors();
    Rates alone = speed.rates(1);
    Rates together = here == 1 ? alone : speed.rates(here);
    StringBuilder text = new StringBuilder();
    text.append("simulated schedules on other clusters, longest task first\n");
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
    text.append(assumptions(speed, here, alone, together));
    return text.toString();
  }

  private static String assumptions(TaskSpeed speed, int here, Rates alone, Rates together) {
    boolean measured = speed.fits(here);
    String missing =
        measured ? "" : speed.whyNot(speed.fits(1) ? here : 1) + System.lineSeparator();
    return missing
        + String.format(
            Locale.ROOT,
            "assumed: kernels at %.1f Gflop/s per core if one core is busy and %.1f if all are, %s;"
                + " a network of %s/s per executor; shuffles at %s/s and tile writes at %s/s per"
                + " core; overhead per task of %.0f ms on a core and %.0f ms in the driver; no"
                + " failures, no start of executors, no reading of the data%n",
            alone.flops() / 1e9,
            together.flops() / 1e9,
            measured
                ? "measured here on some of these tasks"
                : speed.fits(1) ? "the first measured here, the second nominal" : "both nominal",
            Amounts.bytes((long) alone.network()),
            Amounts.bytes((long) alone.shuffling()),
            Amounts.bytes((long) alone.writing()),
            1000 * alone.task(),
            1000 * alone.dispatch());
  }
}
