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
 * Runs waves of items, a Spark job each. Some jobs are started at once: Spark serves them first
 * come first served, so a later wave has the cores that an earlier one leaves idle, and none waits
 * for the end of a wave. What a wave has shuffled is removed when it ends.
 *
 * @param name of the stages
 * @param description of the jobs
 */
public record InWaves(Tasks tasks, String name, String description) {
  /** Waves under way: of all that a plan has a quarter. A failure ends the run when they end. */
  private static final int AT_ONCE = 16;

  /** A wave under way. */
  private record Started<I, T>(
      List<I> items, JavaRDD<?> shuffled, JavaFutureAction<List<TaskOutcome<T>>> job) {}

  /** The results of all items, in their order. */
  public <I, T> List<T> values(
      List<List<I>> waves, Function<List<I>, JavaRDD<TaskOutcome<T>>> outcomes) {
    Iterator<List<I>> next = waves.iterator();
    Queue<Started<I, T>> started = new ArrayDeque<>();
    List<T> values = new ArrayList<>();
    RuntimeException failed = null;
    while (!started.isEmpty() || (failed == null && next.hasNext())) {
      if (failed == null && next.hasNext() && started.size() < AT_ONCE) {
        started.add(start(next.next(), outcomes));
        continue;
      }
      try {
        values.addAll(end(started.remove()));
      } catch (RuntimeException e) { // the others are to be over before what they wrote is cleared
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
