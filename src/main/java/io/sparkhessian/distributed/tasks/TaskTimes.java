package io.sparkhessian.distributed.tasks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Durations of the tasks of each named stage, until closed. */
public final class TaskTimes extends SparkListener implements AutoCloseable {
  /** Maximum number of durations per stage; of more, an even sample of the sorted ones is kept. */
  private static final int KEPT = 10_000;

  private static final long PATIENCE_SECONDS = 10;
  private static final String LAST = "end of the stages";

  private final JavaSparkContext spark;
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
  private final CountDownLatch heardAll = new CountDownLatch(1);

  public TaskTimes(JavaSparkContext spark) {
    this.spark = spark;
    spark.sc().addSparkListener(this);
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    names.put(submitted.stageInfo().stageId(), submitted.stageInfo().name());
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    String name = names.get(end.stageId());
    if (LAST.equals(name)) {
      heardAll.countDown();
    } else if (name != null && end.taskInfo().successful()) {
      double took = end.taskInfo().duration() / 1e3;
      seconds.computeIfAbsent(name, any -> new ArrayList<>()).add(took);
    }
  }

  /**
   * Returns the seconds of the finished tasks by stage. Spark reports task ends in order, but later
   * than results, so the method runs one more task and waits for its end.
   */
  public Map<String, List<Double>> all() {
    Stages.named(
        spark,
        LAST,
        "waits for the reports of all tasks",
        () -> spark.parallelize(List.of(0), 1).count());
    try {
      boolean unused = heardAll.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Map<String, List<Double>> all = new LinkedHashMap<>();
    synchronized (this) {
      seconds.forEach((name, each) -> all.put(name, kept(each)));
    }
    return all;
  }

  private static List<Double> kept(List<Double> seconds) {
    if (seconds.size() <= KEPT) {
      return List.copyOf(seconds);
    }
    List<Double> sorted = new ArrayList<>(seconds);
    Collections.sort(sorted);
    List<Double> kept = new ArrayList<>();
    for (int i = 0; i < KEPT; i++) {
      kept.add(sorted.get((int) ((long) i * (sorted.size() - 1) / (KEPT - 1))));
    }
    return kept;
  }

  @Override
  public void close() {
    spark.sc().removeSparkListener(this);
  }
}
