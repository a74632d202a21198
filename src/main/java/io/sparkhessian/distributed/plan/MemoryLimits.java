package io.sparkhessian.distributed.plan;

/**
 * What a cluster gives.
 *
 * @param shared whether the driver and the executor are one process, as in local mode; then {@code
 *     driverBytes} is for both
 * @param driverBytes what the driver's heap has for us
 * @param executorBytes what an executor's heap has for us
 * @param tasksPerExecutor how many tasks run in an executor at a time
 */
public record MemoryLimits(
    boolean shared, long driverBytes, long executorBytes, int tasksPerExecutor) {
  /** The share of a heap that we plan with; the rest is Spark's and the collector's. */
  public static final double USABLE = 0.75;

  public static MemoryLimits local(long heapBytes, int cores) {
    long usable = (long) (USABLE * heapBytes);
    return new MemoryLimits(true, usable, usable, cores);
  }

  public static MemoryLimits cluster(long driverHeap, long executorHeap, int tasksPerExecutor) {
    return new MemoryLimits(
        false, (long) (USABLE * driverHeap), (long) (USABLE * executorHeap), tasksPerExecutor);
  }
}
