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

/** Samples that are broadcast: every executor has all of them, and a task computes an item. */
public record BroadcastSamples(Broadcast<List<Samples>> chunks, Grouping grouping)
    implements SampleSet {
  @Override
  public <I, Q, T> JavaRDD<TaskOutcome<T>> outcomes(
      Tasks tasks, List<I> items, Stored<I, T> stored, Sums<I, Q> sums, Finish<I, Q, T> finish) {
    Broadcast<List<Samples>> data = chunks;
    Grouping groups = grouping;
    return tasks.outcomes(
        items,
        (item, dense) -> {
          WorkerThread.show(item);
          Optional<T> existing = stored.of(item, dense);
          return existing.isPresent()
              ? existing.get()
              : finish.apply(item, sums.of(item).over(groups.of(data.value()), dense), dense);
        });
  }

  @Override
  public <T> List<T> ranges(
      Tasks tasks, List<SampleRange> ranges, String name, String description, RangeWork<T> work) {
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
                  WorkerThread.show(range);
                  return work.apply(range, new Chunks(0, data.value()), dense);
                }));
  }

  @Override
  public SampleSet byGroups(JavaSparkContext spark) {
    Broadcast<List<Samples>> data = chunks;
    Grouping groups = grouping;
    int count = groups.of(data.value()).size();
    return count == 0
        ? this
        : new PartitionedSamples(
            spark
                .parallelize(IntStream.range(0, count).boxed().toList(), count)
                .map(index -> new SampleGroup(index, groups.of(data.value()).get(index))),
            groups);
  }
}
