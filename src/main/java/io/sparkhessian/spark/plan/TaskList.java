package io.sparkhessian.spark.plan;

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

  /** Adds a task each {@code edge} rows from {@code first} to {@code end − 1}. */
  void cut(int matrix, int first, int end, int edge, Flops flops, Bytes working) {
    int blockRow = 0;
    for (int from = first; from < end; from += edge) {
      int to = Math.min(end, from + edge);
      Map<String, Double> forms = flops.of(from, to, samples);
      forms.forEach((form, each) -> flopsByForm.merge(form, each, Double::sum));
      tasks.add(new BlockTask(matrix, blockRow++, from, to, total(forms)));
      bytes = Math.max(bytes, working.of(from, to, Planner.CHUNK_SIZE));
    }
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
