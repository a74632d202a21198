package io.sparkhessian.distributed.plan;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.InputDerivative;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.io.samples.SampleTable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tasks of derivatives with respect to the inputs. A task computes a range of samples and writes it
 * to a file, one row group at a time. The size of a range depends only on the objective and the
 * shape of the data; it is a power of two, so that a range lies within one group of samples.
 *
 * @param firstOrder value and gradient, or only the value
 * @param secondOrder Hessian or Laplacian
 */
public record InputTasks(
    InputDerivative firstOrder, InputDerivative secondOrder, SampleTable table) {
  /** Maximum bytes of a file, and maximum operations of its task. */
  private static final double MOST_BYTES = 128e6;

  private static final double MOST_FLOPS = 100e9;

  /** Minimum bytes and operations of a file. */
  private static final double LEAST_BYTES = 1e6;

  private static final double LEAST_FLOPS = 0.2e9;

  /** Minimum number of tasks, unless the files would be too small. */
  private static final int TASKS = 8;

  /** Maximum bytes of a row group; a task holds two or three. */
  private static final double GROUP_BYTES = 8e6;

  /** Maximum bytes of a list in a Parquet page, whose length is an int. */
  private static final long MOST_LIST_BYTES = Integer.MAX_VALUE - (1L << 20);

  /**
   * Cuts the samples into ranges.
   *
   * @param edge number of features to differentiate by
   * @throws Failure of kind refused when the matrix of one sample is too large
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
   * Checks that a Parquet page can hold the matrix of a sample.
   *
   * @throws Failure of kind refused when it cannot
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

  /** Returns the memory of a task: a row group as numbers and as a page, and working memory. */
  private long bytes() {
    long packed = Double.BYTES * (1L + firstOrder.width() + secondOrder.width());
    int together = Math.min(Grouping.CHUNK, table.samplesOfGroup());
    return table.samplesOfGroup() * (packed + table.rowBytes())
        + firstOrder.workingBytes(together)
        + secondOrder.workingBytes(together);
  }
}
