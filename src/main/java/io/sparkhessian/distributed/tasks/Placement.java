package io.sparkhessian.distributed.tasks;

import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.distributed.plan.Axes;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.samples.SampleRange;
import io.sparkhessian.linalg.DenseKernels;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Samples on the executors. Quantities are summed over groups of them, the groups' parts in one
 * order, so that no bit depends on how the samples are placed.
 */
public sealed interface Placement permits Everywhere, Spread {

  /** The sum that makes an item's quantity. */
  @FunctionalInterface
  interface Sums<I, Q> extends Serializable {
    SampleSum<Q> of(I item);
  }

  /** What becomes of an item's quantity where it was finished. */
  @FunctionalInterface
  interface Then<I, Q, T> extends Serializable {
    T apply(I item, Q quantity, DenseKernels dense) throws Exception;
  }

  /**
   * What an earlier attempt at an item has left for good; the attempt was lost before it was heard,
   * or another one runs at the same time.
   */
  @FunctionalInterface
  interface Kept<I, T> extends Serializable {
    Optional<T> of(I item, DenseKernels dense) throws Exception;
  }

  /** Samples that every executor has. */
  static Placement everywhere(Broadcast<List<Samples>> chunks, Grouping grouping) {
    return new Everywhere(chunks, grouping);
  }

  /** The items' results in their order, computed when they are used. */
  <I, Q, T> JavaRDD<TaskOutcome<T>> outcomes(
      Tasks tasks, List<I> items, Kept<I, T> kept, Sums<I, Q> sums, Then<I, Q, T> then);

  /** The same of items of which nothing is kept. */
  default <I, Q, T> JavaRDD<TaskOutcome<T>> outcomes(
      Tasks tasks, List<I> items, Sums<I, Q> sums, Then<I, Q, T> then) {
    return outcomes(tasks, items, (item, dense) -> Optional.empty(), sums, then);
  }

  /** What becomes of a range of the samples, where they lie. */
  @FunctionalInterface
  interface OfRange<T> extends Serializable {
    T apply(SampleRange range, Chunks samples, DenseKernels dense) throws Exception;
  }

  /**
   * The results of ranges of the samples, in their order.
   *
   * @param ranges in their order, each within a group
   * @param name of the stage
   * @param description of the job
   */
  <T> List<T> ranges(
      Tasks tasks, List<SampleRange> ranges, String name, String description, OfRange<T> work);

  Grouping grouping();

  /** The same samples, for tasks that each see one group of them. */
  Placement byGroups(JavaSparkContext spark);

  /** The placement for a plan's tasks. */
  default Placement of(Plan plan, JavaSparkContext spark) {
    return plan.data().axes() == Axes.GROUPS ? byGroups(spark) : this;
  }

  /** The items' results in their order; those that are kept are taken as they are. */
  default <I, Q, T> List<T> each(
      Tasks tasks, List<I> items, Kept<I, T> kept, Sums<I, Q> sums, Then<I, Q, T> then) {
    return tasks.values(outcomes(tasks, items, kept, sums, then));
  }

  /** The items' results in their order. */
  default <I, Q, T> List<T> each(Tasks tasks, List<I> items, Sums<I, Q> sums, Then<I, Q, T> then) {
    return tasks.values(outcomes(tasks, items, sums, then));
  }
}
