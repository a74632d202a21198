package io.sparkhessian.run;

import io.sparkhessian.curvature.CurvatureRows;
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

/** Measures the speed of a plan's tasks on this machine, with the first samples. */
public final class TaskSpeed {
  /** Number of chunks per measured task: enough to make its start-up negligible. */
  private static final int CHUNKS = 8;

  private static final int TASKS = 5;
  private static final double WARM_SECONDS = 1;

  private final Computation<?> computation;
  private final List<Samples> chunks;
  private final DenseKernels dense;
  private final long usable;

  /**
   * @param usable heap of this process in bytes; in a cluster it can be smaller than an executor's
   */
  public TaskSpeed(Computation<?> computation, SampleData data, DenseKernels dense, long usable) {
    this.computation = computation;
    this.usable = usable;
    this.dense = dense;
    this.chunks = firstChunks(data);
  }

  private static List<Samples> firstChunks(SampleData data) {
    if (data instanceof SampleData.Partitioned spread) {
      return spread
          .groups()
          .map(group -> new ArrayList<>(group.chunks().subList(0, 1))) // sends less than a group
          .first();
    }
    Samples all = ((SampleData.Local) data).samples();
    return all.between(0, Math.min(all.count(), CHUNKS * Grouping.CHUNK)).chunks(Grouping.CHUNK);
  }

  /** Whether the heap has room for this many concurrent tasks. */
  public boolean fits(int tasks) {
    return needs(tasks) <= usable;
  }

  private long needs(int tasks) {
    return computation.plan().memory().trialBytes(tasks, CHUNKS * Grouping.CHUNK);
  }

  /** Returns why this many tasks were not measured, and the rates used instead. */
  public String whyNot(int tasks) {
    return "not measured: %s would need %s and the driver has %s; using the nominal %.0f Gflop/s per core (%.1f in sparse rows)"
        .formatted(
            Amounts.counted(tasks, "concurrent task"),
            Amounts.bytes(needs(tasks)),
            Amounts.bytes(usable),
            Rates.NOMINAL.flops() / 1e9,
            Rates.NOMINAL.sparse() / 1e9);
  }

  /** Returns the rates measured with this many busy cores; nominal rates if memory is too small. */
  public Rates rates(int cores) {
    return fits(cores) ? Rates.NOMINAL.withAll(flops(cores)) : Rates.NOMINAL;
  }

  /** Returns the flops per second of a core while this many are busy; takes some seconds. */
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

  /** Returns the flops per second of this thread over a sample of the tasks. */
  private double measure() {
    List<BlockTask> tasks = sampled(computation.plan());
    long start = System.nanoTime();
    do {
      tasks.forEach(task -> computation.trial(task, chunks, dense));
    } while (seconds(start) < WARM_SECONDS);
    start = System.nanoTime();
    double flops = 0;
    double computed = 1 - computation.plan().part(CurvatureRows.VALUES); // cached by the warm-up
    do {
      for (BlockTask task : tasks) {
        flops += computed * computation.trial(task, chunks, dense);
      }
    } while (seconds(start) < WARM_SECONDS);
    return flops / seconds(start);
  }

  /** Returns at most {@link #TASKS} tasks, evenly spaced from the longest to the shortest. */
  private static List<BlockTask> sampled(Plan plan) {
    int count = plan.tasks().size();
    List<BlockTask> sampled = new ArrayList<>();
    for (int k = 0; k < Math.min(TASKS, count); k++) {
      sampled.add(plan.tasks().get(count <= TASKS ? k : (2 * k + 1) * count / (2 * TASKS)));
    }
    return sampled;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
