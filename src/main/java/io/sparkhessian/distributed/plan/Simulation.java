package io.sparkhessian.distributed.plan;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.DoubleStream;

/**
 * The schedule of a plan's tasks on a cluster, longest task first: list scheduling, as Spark does
 * it (R. L. Graham, Bounds on multiprocessing timing anomalies, 1969).
 *
 * @param cores of all executors
 * @param makespan seconds from the first task to the end of the last
 * @param efficiency the part of the cores' time for which the kernels of whole block rows would run
 * @param bottleneck what the makespan would be limited by if all else took no time
 */
public record Simulation(int cores, double makespan, double efficiency, String bottleneck) {

  /**
   * Simulates.
   *
   * @param coresOfExecutor how many cores share an executor's network
   */
  public static Simulation of(Plan plan, Rates rates, int cores, int coresOfExecutor) {
    boolean grouped = plan.data().axes().byGroups();
    double shuffling = 1 / (1 / rates.shuffling() + coresOfExecutor / rates.network());
    double[] first = grouped ? parts(plan, rates, shuffling) : rows(plan, rates);
    double[] second = grouped ? sums(plan, rates, shuffling) : new double[0];
    boolean sent = cores > coresOfExecutor && !plan.data().spread();
    double broadcast = sent ? 2 * plan.data().bytes() / rates.network() : 0; // received, passed on
    double makespan =
        broadcast + end(first, cores, rates.dispatch()) + end(second, cores, rates.dispatch());
    double kernels =
        plan.tasks().stream().mapToDouble(rates::seconds).sum()
            - plan.repeatedFlops() / rates.flops();
    int tasks = first.length + second.length;
    Map<String, Double> limits = new LinkedHashMap<>();
    limits.put("none: the kernels", kernels / cores);
    limits.put("the longest task", longest(first) + longest(second));
    limits.put(
        "the driver, which starts " + Amounts.count(tasks) + " tasks", tasks * rates.dispatch());
    limits.put("the broadcast", broadcast);
    limits.put("writing tiles", plan.resultBytes() / rates.writing() / cores);
    limits.put("the shuffle", grouped ? 2.0 * plan.partBytes() / shuffling / cores : 0);
    String bottleneck =
        limits.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return new Simulation(cores, makespan, kernels / (cores * makespan), bottleneck);
  }

  /** Seconds of each task that computes rows and writes them. */
  private static double[] rows(Plan plan, Rates rates) {
    return plan.tasks().stream()
        .mapToDouble(
            task -> rates.task() + rates.seconds(task) + plan.bytes(task) / rates.writing())
        .toArray();
  }

  /** Seconds of each task that computes what a group adds to rows. */
  private static double[] parts(Plan plan, Rates rates, double shuffling) {
    int groups = plan.data().groups();
    return plan.tasks().stream()
        .mapToDouble(
            task -> rates.task() + rates.seconds(task) / groups + plan.bytes(task) / shuffling)
        .flatMap(seconds -> DoubleStream.generate(() -> seconds).limit(groups))
        .toArray();
  }

  /** Seconds of each task that adds the parts of rows and writes them. */
  private static double[] sums(Plan plan, Rates rates, double shuffling) {
    return plan.tasks().stream()
        .mapToDouble(
            task ->
                rates.task()
                    + plan.bytes(task) * plan.data().groups() / shuffling
                    + plan.bytes(task) / rates.writing())
        .toArray();
  }

  private static double longest(double[] seconds) {
    double longest = 0;
    for (double each : seconds) {
      longest = Math.max(longest, each);
    }
    return longest;
  }

  /** When the last task ends; each goes to the core that is free first. */
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

  /** The cluster sizes that an explanation shows: 1 to 10,000 cores. */
  public static List<Integer> sizes() {
    return List.of(1, 2, 10, 100, 1000, 10_000);
  }
}
