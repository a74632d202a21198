package io.sparkhessian.distributed.plan;

import io.sparkhessian.curvature.layout.Window;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.io.tiles.TileStrip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tasks of a plan with their operations and the memory of the largest. */
final class TaskList {
  private final int samples;
  private final List<BlockTask> tasks = new ArrayList<>();
  private final Map<String, Double> flopsByForm = new TreeMap<>();
  private long bytes;

  /** Operations of a range of rows over a number of samples, by form. */
  @FunctionalInterface
  interface Flops {
    Map<String, Double> of(int from, int to, int samples);
  }

  /** Working memory of a range of rows. */
  @FunctionalInterface
  interface Bytes {
    long of(int from, int to, int chunkSize);
  }

  TaskList(int samples) {
    this.samples = samples;
  }

  /** Cuts the rows 0 to {@code end − 1} into tasks of {@code edge} rows. */
  void cut(int end, int edge, Flops flops, Bytes working) {
    for (int from = 0; from < end; from += edge) {
      add(from, Math.min(end, from + edge), flops, working);
    }
  }

  /**
   * Cuts the rows 0 to {@code end − 1} into about {@code count} tasks of equal cost.
   *
   * @return number of rows of the largest task
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

  /** Returns the smallest end for which the rows from 0 cost at least {@code cost}. */
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
   * @param forms operations of the task, by form
   * @param working memory of the task
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

  /** Returns the operations on the entries of sparse rows; the names of their forms say so. */
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

  /** Working memory of the largest task. */
  long bytes() {
    return bytes;
  }
}
