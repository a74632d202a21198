package io.sparkhessian.distributed.tasks;

import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.io.samples.SampleRange;
import io.sparkhessian.linalg.DenseKernels;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Samples on the executors, broadcast or partitioned. Sums run over groups of samples, and the sums
 * of the groups are added in one order, so that results do not depend on where the samples are.
 */
public sealed interface SampleSet permits BroadcastSamples, PartitionedSamples {

  /** Sum over the samples that yields the quantity of an item. */
  @FunctionalInterface
  interface Sums<I, Q> extends Serializable {
    SampleSum<Q> of(I item);
  }

  /** Turns the quantity of an item into a result, on the executor that computed the quantity. */
  @FunctionalInterface
  interface Finish<I, Q, T> extends Serializable {
    T apply(I item, Q quantity, DenseKernels dense) throws Exception;
  }

  /**
   * Result of an item that another attempt has already stored: the executor was lost before it
   * reported the result, or a speculative copy of the task is running.
   */
  @FunctionalInterface
  interface Stored<I, T> extends Serializable {
    Optional<T> of(I item, DenseKernels dense) throws Exception;
  }

  /** Computes the result of a range of samples. */
  @FunctionalInterface
  interface RangeWork<T> extends Serializable {
    T apply(SampleRange range, Chunks samples, DenseKernels dense) throws Exception;
  }

  /** Returns the outcomes of the items in their order; Spark computes them on demand. */
  <I, Q, T> JavaRDD<TaskOutcome<T>> outcomes(
      Tasks tasks, List<I> items, Stored<I, T> stored, Sums<I, Q> sums, Finish<I, Q, T> finish);

  /** Returns the outcomes of items that have no stored results. */
  default <I, Q, T> JavaRDD<TaskOutcome<T>> outcomes(
      Tasks tasks, List<I> items, Sums<I, Q> sums, Finish<I, Q, T> finish) {
    return outcomes(tasks, items, (item, dense) -> Optional.empty(), sums, finish);
  }

  /**
   * Computes the results of ranges of samples, in their order.
   *
   * @param ranges ascending, each within one group
   * @param name of the stage
   * @param description of the Spark job
   */
  <T> List<T> ranges(
      Tasks tasks, List<SampleRange> ranges, String name, String description, RangeWork<T> work);

  Grouping grouping();

  /** Returns the same samples for tasks that each see one group. */
  SampleSet byGroups(JavaSparkContext spark);

  /** Returns the same samples in the form that the tasks of a plan need. */
  default SampleSet of(Plan plan, JavaSparkContext spark) {
    return plan.axes().byGroups() ? byGroups(spark) : this;
  }

  /** Computes the results of the items, in their order; stored results are not recomputed. */
  default <I, Q, T> List<T> each(
      Tasks tasks, List<I> items, Stored<I, T> stored, Sums<I, Q> sums, Finish<I, Q, T> finish) {
    return tasks.values(outcomes(tasks, items, stored, sums, finish));
  }

  /** Computes the results of the items, in their order. */
  default <I, Q, T> List<T> each(
      Tasks tasks, List<I> items, Sums<I, Q> sums, Finish<I, Q, T> finish) {
    return tasks.values(outcomes(tasks, items, sums, finish));
  }
}
