package io.sparkhessian.distributed.tasks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Runs waves of items, each as a Spark job. Several jobs run concurrently. Spark schedules them
 * first in, first out, so the tasks of a later wave use the cores that an earlier wave leaves idle.
 * The shuffle files of a wave are removed when it ends.
 *
 * @param name of the stages
 * @param description of the Spark jobs
 */
public record ConcurrentWaves(Tasks tasks, String name, String description) {
  /** Maximum number of concurrent waves; at most a quarter of the plan. */
  private static final int MOST_CONCURRENT = 16;

  /** Running wave. */
  private record Started<I, T>(
      List<I> items, JavaRDD<?> shuffled, JavaFutureAction<List<TaskOutcome<T>>> job) {}

  /** Computes the results of all items, in their order. After a failure no more waves start. */
  public <I, T> List<T> values(
      List<List<I>> waves, Function<List<I>, JavaRDD<TaskOutcome<T>>> outcomes) {
    Iterator<List<I>> next = waves.iterator();
    Queue<Started<I, T>> started = new ArrayDeque<>();
    List<T> values = new ArrayList<>();
    RuntimeException failed = null;
    while (!started.isEmpty() || (failed == null && next.hasNext())) {
      if (failed == null && next.hasNext() && started.size() < MOST_CONCURRENT) {
        started.add(start(next.next(), outcomes));
        continue;
      }
      try {
        values.addAll(end(started.remove()));
      } catch (RuntimeException e) { // running waves must end before their files are removed
        failed = failed == null ? e : failed;
      }
    }
    if (failed != null) {
      throw failed;
    }
    return values;
  }

  private <I, T> Started<I, T> start(
      List<I> items, Function<List<I>, JavaRDD<TaskOutcome<T>>> outcomes) {
    return Stages.named(
        spark(),
        name,
        description,
        items,
        () -> {
          JavaRDD<TaskOutcome<T>> results = outcomes.apply(items);
          return new Started<>(items, results, results.collectAsync());
        });
  }

  private <I, T> List<T> end(Started<I, T> wave) {
    return Stages.named(
        spark(),
        name,
        description,
        wave.items(),
        () -> {
          try {
            return tasks.checked(wave.job().get());
          } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
          } finally {
            wave.shuffled().rdd().cleanShuffleDependencies(false);
          }
        });
  }

  private JavaSparkContext spark() {
    return tasks.spark();
  }
}
