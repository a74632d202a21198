package io.sparkhessian.distributed.plan;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Schedule of a plan's tasks on a cluster, longest task first: list scheduling, as Spark does it
 * (R. L. Graham, Bounds on multiprocessing timing anomalies, 1969).
 *
 * @param cores of all executors
 * @param makespan seconds from the start of the first task to the end of the last
 * @param efficiency fraction of the cores' time in which the kernels of whole block rows run
 * @param bottleneck the component with the largest share of the makespan
 */
public record Simulation(int cores, double makespan, double efficiency, String bottleneck) {

  /**
   * Simulates a schedule.
   *
   * @param coresOfExecutor number of cores that share an executor's network
   */
  public static Simulation of(Plan plan, Rates rates, int cores, int coresOfExecutor) {
    TaskDurations durations = TaskDurations.of(plan, rates, coresOfExecutor);
    boolean sent = cores > coresOfExecutor && !plan.data().partitioned();
    double broadcast = sent ? 2 * plan.data().bytes() / rates.network() : 0; // received, passed on
    double makespan =
        broadcast
            + end(durations.first(), cores, rates.dispatch())
            + end(durations.second(), cores, rates.dispatch());
    double kernels =
        plan.tasks().stream().mapToDouble(rates::seconds).sum()
            - plan.repeatedFlops() / rates.flops();
    int tasks = durations.count();
    Map<String, Double> limits = new LinkedHashMap<>();
    limits.put("none: the kernels", kernels / cores);
    limits.put("the longest task", durations.longest());
    limits.put(
        "the driver, which starts " + Amounts.count(tasks) + " tasks", tasks * rates.dispatch());
    limits.put("the broadcast", broadcast);
    limits.put("writing tiles", plan.resultBytes() / rates.writing() / cores);
    limits.put("the shuffle", durations.shuffled() / cores);
    String bottleneck =
        limits.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return new Simulation(cores, makespan, kernels / (cores * makespan), bottleneck);
  }

  /** Returns when the last task ends; each task goes to the first free core. */
  private static double end(double[] seconds, int cores, double dispatch) {
    double[] longestFirst = seconds.clone();
    Arrays.sort(longestFirst);
    PriorityQueue<Double> free = new PriorityQueue<>(Collections.nCopies(cores, 0.0));
    double end = 0;
    for (int k = 0; k < seconds.length; k++) {
      double start = Math.max(free.remove(), k * dispatch);
      double done = start + longestFirst[seconds.length - 1 - k];
      end = Math.max(end, done);
      free.add(done);
    }
    return end;
  }

  /** Numbers of cores that an explanation shows. */
  public static List<Integer> sizes() {
    return List.of(1, 2, 10, 100, 1000, 10_000);
  }
}
