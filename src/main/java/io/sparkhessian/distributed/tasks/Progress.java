package io.sparkhessian.distributed.tasks;

import io.sparkhessian.distributed.plan.Amounts;
import java.io.PrintStream;
import java.io.Serializable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * Progress of a job: one line that is updated in place on a terminal, a new line every few seconds
 * elsewhere.
 */
public final class Progress implements AutoCloseable {
  private static final long TERMINAL_MILLIS = 250;
  private static final long PLAIN_MILLIS = 5_000;

  private final PrintStream out;
  private final boolean terminal;
  private final long total;
  private final long start = System.nanoTime();
  private final Counter counter;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          job -> {
            Thread thread = new Thread(job, "progress");
            thread.setDaemon(true);
            return thread;
          });

  /** Counter of the rows that tasks have computed. */
  public record Counter(LongAccumulator rows) implements Serializable {
    /** Returns a counter that only Spark's UI shows. */
    public static Counter of(JavaSparkContext spark) {
      return new Counter(spark.sc().longAccumulator("rows done"));
    }

    public void add(int more) {
      rows.add(more);
    }
  }

  /**
   * Starts to report.
   *
   * @param total number of rows to compute, counted once per strip; 0 when unknown
   */
  public Progress(JavaSparkContext spark, PrintStream out, boolean terminal, long total) {
    this.out = out;
    this.terminal = terminal;
    this.total = total;
    this.counter = Counter.of(spark);
    long every = terminal ? TERMINAL_MILLIS : PLAIN_MILLIS;
    ScheduledFuture<?> unused =
        clock.scheduleAtFixedRate(this::print, every, every, TimeUnit.MILLISECONDS);
  }

  public Counter counter() {
    return counter;
  }

  /**
   * Returns rows done, rows per second and time left. Rows done are capped at the total because a
   * task that ran twice counts twice. Without a total, as for Lanczos, returns the products done.
   */
  static String line(long done, long total, double seconds) {
    if (total == 0) {
      return "%s products, %s products/s"
          .formatted(Amounts.count(done), Amounts.count(Math.round(done / seconds)));
    }
    long capped = Math.min(done, total);
    double rate = capped / seconds;
    String left = capped == 0 ? "?" : Amounts.duration((total - capped) / rate);
    return "%s of %s rows, %s rows/s, %s left"
        .formatted(
            Amounts.count(capped), Amounts.count(total), Amounts.count(Math.round(rate)), left);
  }

  private void print() {
    String line = line(counter.rows().value(), total, (System.nanoTime() - start) / 1e9);
    out.print(terminal ? "\r" + line + "\u001b[K" : line + "\n");
    out.flush();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    if (terminal) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }
}
