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
 * Says how far a job is: on a terminal in one line that is written anew, elsewhere in a plain line
 * every few seconds.
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

  /** Counts rows that tasks have done. */
  public record Counter(LongAccumulator rows) implements Serializable {
    /** Counts, and shows nothing but what Spark's UI shows. */
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
   * @param total the rows there are to do; of strips those of each; 0 when nobody knows
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
   * The line: rows done, rows a second, time left. A task that ran twice counts twice, so it is
   * capped. Where the total is not known, as it is not of Lanczos, products done.
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
