package io.sparkhessian.distributed.plan;

import io.sparkhessian.curvature.layout.Window;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.io.tiles.TileStrip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects the tasks of a plan, what they cost and the most that one of them needs. */
final class TaskList {
  private final int samples;
  private final List<BlockTask> tasks = new ArrayList<>();
  private final Map<String, Double> flopsByForm = new TreeMap<>();
  private long bytes;

  /** The operations of a range of rows over this many samples, form by form. */
  @FunctionalInterface
  interface Flops {
    Map<String, Double> of(int from, int to, int samples);
  }

  /** The memory that a range of rows needs. */
  @FunctionalInterface
  interface Bytes {
    long of(int from, int to, int chunkSize);
  }

  TaskList(int samples) {
    this.samples = samples;
  }

  /** Adds a task each {@code edge} rows of the first {@code end}. */
  void cut(int end, int edge, Flops flops, Bytes working) {
    for (int from = 0; from < end; from += edge) {
      add(from, Math.min(end, from + edge), flops, working);
    }
  }

  /**
   * Adds about {@code count} tasks of equal cost, for the rows 0 to {@code end − 1}.
   *
   * @return the rows of the largest
   */
  int cutEvenly(int end, int count, Flops flops, Bytes working) {
    double all = total(flops.of(0, end, 1));
    int largest = 0;
    int from = 0;
    for (int task = 1; from < end; task++) {
      int to = task < count ? firstAbove(all * task / count, from, end, flops) : end;
      add(from, to, flops, working);
      largest = Math.max(largest, to - from);
      from = to;
    }
    return largest;
  }

  /** The least end of rows from the first on that cost at least so much. */
  private static int firstAbove(double cost, int from, int end, Flops flops) {
    int low = from;
    int high = end;
    while (low + 1 < high) {
      int middle = (low + high) >>> 1;
      if (total(flops.of(0, middle, 1)) < cost) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private void add(int from, int to, Flops flops, Bytes working) {
    Map<String, Double> forms = flops.of(from, to, samples);
    int index = tasks.size();
    add(new BlockTask(0, index, index, from, to, total(forms), sparse(forms)), forms);
    bytes = Math.max(bytes, working.of(from, to, Grouping.CHUNK));
  }

  /**
   * Adds the task of a strip.
   *
   * @param forms its operations, form by form
   * @param working the memory that it needs
   */
  void add(int matrix, TileStrip strip, Window window, Map<String, Double> forms, long working) {
    add(
        new BlockTask(
            matrix,
            strip.blockRow(),
            strip.from(),
            window.from(),
            window.to(),
            total(forms),
            sparse(forms)),
        forms);
    bytes = Math.max(bytes, working);
  }

  private void add(BlockTask task, Map<String, Double> forms) {
    forms.forEach((form, each) -> flopsByForm.merge(form, each, Double::sum));
    tasks.add(task);
  }

  /** Of the forms that go through the numbers of sparse rows one by one, as their names say. */
  private static double sparse(Map<String, Double> flops) {
    return flops.entrySet().stream()
        .filter(form -> form.getKey().contains("sparse"))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  static double total(Map<String, Double> flops) {
    return flops.values().stream().mapToDouble(each -> each).sum();
  }

  List<BlockTask> tasks() {
    return tasks;
  }

  Map<String, Double> flopsByForm() {
    return flopsByForm;
  }

  /** What the largest task needs. */
  long bytes() {
    return bytes;
  }
}
