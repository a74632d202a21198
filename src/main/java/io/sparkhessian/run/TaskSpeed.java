package io.sparkhessian.run;

import io.sparkhessian.curvature.FullHessian;
import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Rates;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.quantity.Computation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How fast this machine runs a plan's own tasks, on the first samples. */
public final class TaskSpeed {
  /** Chunks that are computed: enough that a task's start does not count. */
  private static final int CHUNKS = 8;

  private static final int TASKS = 5;
  private static final double WARM_SECONDS = 1;

  private final Computation<?> computation;
  private final List<Samples> chunks;
  private final DenseKernels dense;
  private final long usable;

  /**
   * @param usable bytes of this process's heap, which in a cluster can be smaller than an
   *     executor's
   */
  public TaskSpeed(Computation<?> computation, SampleData data, DenseKernels dense, long usable) {
    this.computation = computation;
    this.usable = usable;
    this.dense = dense;
    this.chunks = first(data);
  }

  private static List<Samples> first(SampleData data) {
    if (data instanceof SampleData.Spread spread) {
      return spread
          .groups()
          .map(group -> new ArrayList<>(group.chunks().subList(0, 1))) // less than a group travels
          .first();
    }
    Samples all = ((SampleData.Here) data).samples();
    return all.between(0, Math.min(all.count(), CHUNKS * Grouping.CHUNK)).chunks(Grouping.CHUNK);
  }

  /** Whether so many tasks have room side by side. */
  public boolean fits(int tasks) {
    return needs(tasks) <= usable;
  }

  private long needs(int tasks) {
    return computation.plan().memory().trialBytes(tasks, CHUNKS * Grouping.CHUNK);
  }

  /** Why so many tasks were not measured, and what is taken instead. */
  public String whyNot(int tasks) {
    return "not measured: %d of these tasks at a time would need %s here and the driver has %s; the nominal %.0f Gflop/s a core (%.1f in sparse rows) are taken instead"
        .formatted(
            tasks,
            Amounts.bytes(needs(tasks)),
            Amounts.bytes(usable),
            Rates.NOMINAL.flops() / 1e9,
            Rates.NOMINAL.sparse() / 1e9);
  }

  /** As measured when so many cores run tasks side by side, or the nominal ones without room. */
  public Rates rates(int cores) {
    return fits(cores) ? Rates.NOMINAL.withAll(flops(cores)) : Rates.NOMINAL;
  }

  /** Operations a second of one core when so many run tasks side by side; takes some seconds. */
  private double flops(int cores) {
    ExecutorService threads = Executors.newFixedThreadPool(cores);
    try {
      List<Callable<Double>> runs = new ArrayList<>();
      for (int core = 0; core < cores; core++) {
        runs.add(this::measure);
      }
      double sum = 0;
      for (Future<Double> each : threads.invokeAll(runs)) {
        sum += each.get();
      }
      return sum / cores;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdown();
    }
  }

  /** Operations a second over some of the tasks, from the longest to the shortest. */
  private double measure() {
    List<BlockTask> tasks = some(computation.plan());
    long start = System.nanoTime();
    do {
      tasks.forEach(task -> computation.trial(task, chunks, dense));
    } while (seconds(start) < WARM_SECONDS);
    start = System.nanoTime();
    double flops = 0;
    double computed = 1 - computation.plan().part(FullHessian.VALUES); // they were kept before
    do {
      for (BlockTask task : tasks) {
        flops += computed * computation.trial(task, chunks, dense);
      }
    } while (seconds(start) < WARM_SECONDS);
    return flops / seconds(start);
  }

  private static List<BlockTask> some(Plan plan) {
    int count = plan.tasks().size();
    List<BlockTask> some = new ArrayList<>();
    for (int k = 0; k < Math.min(TASKS, count); k++) {
      some.add(plan.tasks().get(count <= TASKS ? k : (2 * k + 1) * count / (2 * TASKS)));
    }
    return some;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
