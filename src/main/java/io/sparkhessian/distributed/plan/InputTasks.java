package io.sparkhessian.distributed.plan;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.InputDerivative;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.io.samples.SampleTable;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tasks of derivatives by the inputs: ranges of the samples, each a file, which its task
 * computes and writes a row group at a time. The cut follows from the objective and the data's
 * shape; it is into powers of two, so that a range lies within one group of samples.
 *
 * @param firstOrder value and gradient, or the value alone
 * @param secondOrder Hessian or Laplacian
 */
public record InputTasks(
    InputDerivative firstOrder, InputDerivative secondOrder, SampleTable table) {
  /** Bytes of a file, and operations of its task, at the most. */
  private static final double MOST_BYTES = 128e6;

  private static final double MOST_FLOPS = 100e9;

  /** Bytes and operations below which a file is not worth a task. */
  private static final double LEAST_BYTES = 1e6;

  private static final double LEAST_FLOPS = 0.2e9;

  /** Tasks that are wanted where they are worth it. */
  private static final int TASKS = 8;

  /** Bytes of a row group, of which a task holds two or three. */
  private static final double GROUP_BYTES = 8e6;

  /** Bytes of a list in a page of Parquet, whose length is an int. */
  private static final long MOST_LIST_BYTES = Integer.MAX_VALUE - (1L << 20);

  /**
   * Cuts.
   *
   * @param edge how many features count
   * @throws Failure of kind refused when the matrix of a single sample is too large
   */
  public static InputTasks of(
      InputDerivative firstOrder,
      InputDerivative secondOrder,
      SampleTable.Form form,
      int edge,
      SampleShape shape) {
    int samples = shape.count();
    SampleTable one = new SampleTable(edge, form, samples, 1, 1);
    double bytes = one.rowBytes();
    double flops = flops(firstOrder, 1) + flops(secondOrder, 1);
    int most = shape.grouping().size();
    int file = 1;
    while (2 * file <= most
        && 2 * file * bytes <= MOST_BYTES
        && 2 * file * flops <= MOST_FLOPS
        && (samples / (2 * file) >= TASKS
            || (file * bytes < LEAST_BYTES && file * flops < LEAST_FLOPS))) {
      file *= 2;
    }
    int group = 1;
    while (2 * group <= file && 2 * group * bytes <= GROUP_BYTES) {
      group *= 2;
    }
    SampleTable table = new SampleTable(edge, form, samples, file, group);
    return new InputTasks(firstOrder, secondOrder, table);
  }

  /**
   * Refuses matrices that a page of Parquet cannot hold.
   *
   * @throws Failure of kind refused
   */
  public static void requireSize(int edge, boolean full) {
    double bytes = Double.BYTES * (full ? (double) edge * edge : edge * (edge + 1.0) / 2);
    if (bytes > MOST_LIST_BYTES) {
      throw Failure.refused(
          "inputs: the Hessian of a sample by %s features takes %s, more than the 2 GB that a row of Parquet can have; name fewer inputs.columns, or take compute: input-laplacian"
              .formatted(Amounts.count(edge), Amounts.bytes((long) bytes)));
    }
  }

  private static double flops(InputDerivative derivative, int samples) {
    return TaskList.total(derivative.flops(samples));
  }

  TaskList tasks() {
    TaskList tasks = new TaskList(table.samples());
    tasks.cut(
        table.samples(),
        table.samplesOfFile(),
        (from, to, n) -> flopsByForm(to - from),
        (from, to, chunkSize) -> bytes());
    return tasks;
  }

  private Map<String, Double> flopsByForm(int samples) {
    Map<String, Double> flops = new TreeMap<>(firstOrder.flops(samples));
    secondOrder.flops(samples).forEach((form, each) -> flops.merge(form, each, Double::sum));
    return flops;
  }

  /** A row group as numbers and as a page, and what computing it needs. */
  private long bytes() {
    long packed = Double.BYTES * (1L + firstOrder.width() + secondOrder.width());
    int together = Math.min(Grouping.CHUNK, table.samplesOfGroup());
    return table.samplesOfGroup() * (packed + table.rowBytes())
        + firstOrder.workingBytes(together)
        + secondOrder.workingBytes(together);
  }
}
