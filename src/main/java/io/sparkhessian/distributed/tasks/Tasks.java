package io.sparkhessian.distributed.tasks;

import io.sparkhessian.curvature.LossAndGradient;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.Eigensolver;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Spark tasks that each compute one item, and their broadcasts until they are closed. */
public final class Tasks implements AutoCloseable {
  private final JavaSparkContext spark;
  private final KernelChoice choice;
  private final Backends backends;
  private final List<Broadcast<?>> shared = new ArrayList<>();

  /** Work of a task on its item. */
  @FunctionalInterface
  public interface Work<I, T> extends Serializable {
    T run(I item, DenseKernels dense) throws Exception;
  }

  public Tasks(JavaSparkContext spark, KernelChoice choice) {
    this(spark, choice, new Backends());
  }

  private Tasks(JavaSparkContext spark, KernelChoice choice, Backends backends) {
    this.spark = spark;
    this.choice = choice;
    this.backends = backends;
  }

  /** Returns tasks with broadcasts of their own, to be closed earlier. */
  public Tasks apart() {
    return new Tasks(spark, choice, backends);
  }

  public JavaSparkContext spark() {
    return spark;
  }

  KernelChoice choice() {
    return choice;
  }

  /** Computes the results of the items, in their order. Tasks start in this order too. */
  public <I, T> List<T> each(List<I> items, Work<I, T> work) {
    return values(outcomes(items, work));
  }

  /** Returns the outcomes of the items; Spark computes them on demand. */
  <I, T> JavaRDD<TaskOutcome<T>> outcomes(List<I> items, Work<I, T> work) {
    KernelChoice kernels = choice;
    return spark
        .parallelize(new ArrayList<>(items), items.size())
        .map(item -> TaskOutcome.of(kernels, dense -> work.run(item, dense)));
  }

  /** Computes outcomes and returns their values. */
  <T> List<T> values(JavaRDD<TaskOutcome<T>> outcomes) {
    return checked(outcomes.collect());
  }

  /** Returns the values of computed outcomes. */
  <T> List<T> checked(List<TaskOutcome<T>> outcomes) {
    return backends.values(outcomes);
  }

  /** Computes the result of a single task. */
  public <I, T> T one(I item, Work<I, T> work) {
    return each(List.of(item), work).get(0);
  }

  /** Computes F and its gradient in one pass over the samples. */
  public LossAndGradient lossAndGradient(Problem problem, SampleSet samples) {
    Broadcast<Problem> toAll = share(problem);
    return Stages.named(
        spark,
        "loss and gradient",
        "one pass over the samples",
        () ->
            samples
                .each(
                    this,
                    List.of(0),
                    any -> LossAndGradient.sum(toAll.value()),
                    (any, gradient, dense) -> gradient)
                .get(0));
  }

  /** Broadcasts samples, unless they are partitioned over the executors. */
  public SampleSet distribute(SampleData data) {
    if (data instanceof SampleData.Partitioned spread) {
      return new PartitionedSamples(spread.groups(), data.shape().grouping());
    }
    List<Samples> chunks = ((SampleData.Local) data).samples().chunks(Grouping.CHUNK);
    return new BroadcastSamples(share(chunks), data.shape().grouping());
  }

  /** Broadcasts a value until {@link #close}. */
  public <T> Broadcast<T> share(T value) {
    Broadcast<T> broadcast = spark.broadcast(value);
    shared.add(broadcast);
    return broadcast;
  }

  /** Dense kernels of the driver, the same as those of the tasks. */
  public DenseKernels dense() {
    backends.add(Backend.of(choice));
    return Kernels.of(choice);
  }

  /** Eigensolver of the driver. */
  public Eigensolver eigensolver() {
    Kernels.EigensolverSelection selection = Kernels.selectEigensolver(choice);
    selection.warning().ifPresent(backends::warn);
    return selection.eigensolver();
  }

  /** Warnings about the dense kernels of all tasks so far. */
  public Set<String> warnings() {
    return backends.warnings();
  }

  @Override
  public void close() {
    shared.forEach(Broadcast::destroy);
  }
}
