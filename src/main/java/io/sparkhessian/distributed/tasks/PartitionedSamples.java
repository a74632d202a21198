package io.sparkhessian.distributed.tasks;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.PartialSums;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.SampleGroup;
import io.sparkhessian.io.samples.SampleRange;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Samples that are partitioned over the executors. A task computes the partial sums of one item
 * over one group; the partial sums of an item are shuffled to one task, which adds them in the
 * order of the groups.
 */
public record PartitionedSamples(JavaRDD<SampleGroup> groups, Grouping grouping)
    implements SampleSet {

  /** Shuffle key of partial sums: by item, then by group. */
  private record Key(int item, int group) implements Serializable, Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::item).thenComparingInt(Key::group);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** Partitions by item. */
  private static final class ByItem extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int items;

    ByItem(int items) {
      this.items = items;
    }

    @Override
    public int numPartitions() {
      return items;
    }

    @Override
    public int getPartition(Object key) {
      return ((Key) key).item();
    }
  }

  @Override
  public <I, Q, T> JavaRDD<TaskOutcome<T>> outcomes(
      Tasks tasks, List<I> items, Stored<I, T> stored, Sums<I, Q> sums, Finish<I, Q, T> finish) {
    Broadcast<List<I>> all = tasks.share(new ArrayList<>(items));
    KernelChoice kernels = tasks.choice();
    int size = grouping.size();
    JavaRDD<Integer> numbers =
        tasks.spark().parallelize(IntStream.range(0, items.size()).boxed().toList(), items.size());
    JavaPairRDD<Key, TaskOutcome<PartialSums>> parts =
        groups
            .cartesian(numbers)
            .mapToPair(
                pair -> {
                  SampleGroup group = pair._1();
                  int item = pair._2();
                  return new Tuple2<>(
                      new Key(item, group.index()),
                      TaskOutcome.of(
                          kernels,
                          dense -> part(all.value().get(item), group, size, stored, sums, dense)));
                });
    return parts
        .repartitionAndSortWithinPartitions(new ByItem(items.size()))
        .mapPartitions(
            partition -> {
              TaskOutcome<T> outcome =
                  finished(partition, all.value(), stored, sums, finish, kernels);
              return List.of(outcome).iterator();
            });
  }

  /** Computes the ranges of each group in one task, one after the other. */
  @Override
  public <T> List<T> ranges(
      Tasks tasks, List<SampleRange> ranges, String name, String description, RangeWork<T> work) {
    int size = grouping.size();
    Map<Integer, List<SampleRange>> byGroup =
        ranges.stream().collect(Collectors.groupingBy(range -> range.from() / size));
    Broadcast<Map<Integer, List<SampleRange>>> toAll = tasks.share(byGroup);
    KernelChoice kernels = tasks.choice();
    return Stages.named(
        tasks.spark(),
        name,
        description,
        () ->
            tasks.values(
                groups.flatMap(
                    group -> {
                      List<TaskOutcome<T>> outcomes = new ArrayList<>();
                      Chunks samples = new Chunks(group.index() * size, group.chunks());
                      for (SampleRange range :
                          toAll.value().getOrDefault(group.index(), List.of())) {
                        WorkerThread.show(range);
                        outcomes.add(
                            TaskOutcome.of(kernels, dense -> work.apply(range, samples, dense)));
                      }
                      return outcomes.iterator();
                    })));
  }

  /**
   * Returns the partial sums of an item over a group; null when the result of the item is stored,
   * because Spark recomputes the partial sums of a lost executor whether or not they are needed.
   */
  private static <I, Q, T> PartialSums part(
      I item, SampleGroup group, int size, Stored<I, T> stored, Sums<I, Q> sums, DenseKernels dense)
      throws Exception {
    long first = (long) group.index() * size;
    return stored.of(item, dense).isPresent()
        ? null
        : sums.of(item).finitePart(group.chunks(), first, dense);
  }

  @Override
  public SampleSet byGroups(JavaSparkContext spark) {
    return this;
  }

  /** Adds the partial sums of an item and finishes its result. */
  private static <I, Q, T> TaskOutcome<T> finished(
      Iterator<Tuple2<Key, TaskOutcome<PartialSums>>> parts,
      List<I> items,
      Stored<I, T> stored,
      Sums<I, Q> sums,
      Finish<I, Q, T> finish,
      KernelChoice kernels)
      throws Exception {
    PartialSums total = null;
    int item = -1;
    boolean complete = true;
    List<Backend> backends = new ArrayList<>();
    Failure failure = null;
    while (parts.hasNext()) {
      Tuple2<Key, TaskOutcome<PartialSums>> next = parts.next();
      item = next._1().item();
      TaskOutcome<PartialSums> part = next._2();
      backends.addAll(part.backends());
      if (failure == null) {
        failure = part.failure();
      }
      complete &= part.value() != null;
      if (!complete) {
        total = null;
      } else if (total == null) {
        total = part.value();
      } else {
        total.add(part.value());
      }
    }
    if (failure != null) {
      return new TaskOutcome<>(null, failure, backends);
    }
    I own = items.get(item);
    PartialSums sum = total;
    return TaskOutcome.of(
            kernels,
            dense -> {
              Optional<T> existing = stored.of(own, dense);
              return existing.isPresent()
                  ? existing.get()
                  : finish.apply(own, sums.of(own).finite(sum, dense), dense);
            })
        .also(backends);
  }
}
