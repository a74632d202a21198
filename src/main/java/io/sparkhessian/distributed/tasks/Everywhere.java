package io.sparkhessian.distributed.tasks;

import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.SampleGroup;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.samples.SampleRange;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Small data, the first of the two axes: every task has all chunks, and a task each item. */
public record Everywhere(Broadcast<List<Samples>> chunks, Grouping grouping) implements Placement {
  @Override
  public <I, Q, T> JavaRDD<TaskOutcome<T>> outcomes(
      Tasks tasks, List<I> items, Kept<I, T> kept, Sums<I, Q> sums, Then<I, Q, T> then) {
    Broadcast<List<Samples>> data = chunks;
    Grouping groups = grouping;
    return tasks.outcomes(
        items,
        (item, dense) -> {
          WorkerThread.says(item);
          Optional<T> there = kept.of(item, dense);
          return there.isPresent()
              ? there.get()
              : then.apply(item, sums.of(item).over(groups.of(data.value()), dense), dense);
        });
  }

  @Override
  public <T> List<T> ranges(
      Tasks tasks, List<SampleRange> ranges, String name, String description, OfRange<T> work) {
    Broadcast<List<Samples>> data = chunks;
    return Stages.named(
        tasks.spark(),
        name,
        description,
        ranges,
        () ->
            tasks.each(
                ranges,
                (range, dense) -> {
                  WorkerThread.says(range);
                  return work.apply(range, new Chunks(0, data.value()), dense);
                }));
  }

  @Override
  public Placement byGroups(JavaSparkContext spark) {
    Broadcast<List<Samples>> data = chunks;
    Grouping groups = grouping;
    int count = groups.of(data.value()).size();
    return count == 0
        ? this
        : new Spread(
            spark
                .parallelize(IntStream.range(0, count).boxed().toList(), count)
                .map(index -> new SampleGroup(index, groups.of(data.value()).get(index))),
            groups);
  }
}
