package io.sparkhessian.distributed.plan;

import io.sparkhessian.Failure;

/**
 * Memory of a cluster.
 *
 * @param shared whether driver and executor are one process, as in local mode; then {@code
 *     driverBytes} is the memory of both
 * @param driverBytes usable bytes of the driver's heap
 * @param executorBytes usable bytes of an executor's heap
 * @param tasksPerExecutor number of concurrent tasks in an executor
 */
public record MemoryLimits(
    boolean shared, long driverBytes, long executorBytes, int tasksPerExecutor) {
  /** Usable fraction of a heap; Spark and the garbage collector need the rest. */
  public static final double USABLE = 0.75;

  /** Number of tasks that a driver with a few gigabytes can manage. */
  private static final long MOST_TASKS = 2_000_000;

  public static MemoryLimits local(long heapBytes, int cores) {
    long usable = (long) (USABLE * heapBytes);
    return new MemoryLimits(true, usable, usable, cores);
  }

  public static MemoryLimits cluster(long driverHeap, long executorHeap, int tasksPerExecutor) {
    return new MemoryLimits(
        false, (long) (USABLE * driverHeap), (long) (USABLE * executorHeap), tasksPerExecutor);
  }

  /**
   * Checks that a plan fits.
   *
   * @throws Failure of kind REFUSED, with the memory needed and available
   */
  public void require(Plan plan) {
    long tasks = plan.sparkTasks();
    if (tasks > MOST_TASKS) {
      throw Failure.refused(
          "%s tasks, one per group of samples and %s, are more than the driver can manage; give a larger tile"
              .formatted(Amounts.count(tasks), plan.piece()));
    }
    long driver = plan.memory().driverBytes();
    long executor = plan.memory().executorBytes(tasksPerExecutor);
    if (shared) {
      require(plan, "the process", driver + executor, driverBytes, "--driver-memory");
    } else {
      require(plan, "the driver", driver, driverBytes, "--driver-memory");
      require(plan, "an executor", executor, executorBytes, "--executor-memory");
    }
  }

  private static void require(Plan plan, String process, long need, long have, String flag) {
    if (need > have) {
      MemoryNeed.State state = plan.memory().state();
      throw Failure.refused(
          "%s needs %s of memory and has %s; give it %s %dg, or %s%sfewer cores at a time"
              .formatted(
                  process,
                  Amounts.bytes(need),
                  Amounts.bytes(have),
                  flag,
                  (long) Math.ceil(need / USABLE / (1L << 30)),
                  state.bytes() > need / 4 ? state.remedy() + ", or " : "",
                  plan.matrices().isEmpty() ? "" : "a smaller tile, or "));
    }
  }
}
