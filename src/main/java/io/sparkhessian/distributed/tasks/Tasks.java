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

/** Spark tasks with dense kernels, an item each, and what is broadcast to them until the end. */
public final class Tasks implements AutoCloseable {
  private final JavaSparkContext spark;
  private final KernelChoice choice;
  private final Backends backends;
  private final List<Broadcast<?>> shared = new ArrayList<>();

  /** What a task does with its item and its dense kernels. */
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

  /** The same with broadcasts of their own, for one job of many. */
  public Tasks apart() {
    return new Tasks(spark, choice, backends);
  }

  public JavaSparkContext spark() {
    return spark;
  }

  KernelChoice choice() {
    return choice;
  }

  /** The results of the items, in their order, in which Spark starts the tasks too. */
  public <I, T> List<T> each(List<I> items, Work<I, T> work) {
    return values(outcomes(items, work));
  }

  /** The same, computed when they are used. */
  <I, T> JavaRDD<TaskOutcome<T>> outcomes(List<I> items, Work<I, T> work) {
    KernelChoice kernels = choice;
    return spark
        .parallelize(new ArrayList<>(items), items.size())
        .map(item -> TaskOutcome.of(kernels, dense -> work.run(item, dense)));
  }

  /** Computes them. */
  <T> List<T> values(JavaRDD<TaskOutcome<T>> outcomes) {
    return checked(outcomes.collect());
  }

  /** The values of computed ones. */
  <T> List<T> checked(List<TaskOutcome<T>> outcomes) {
    return backends.values(outcomes);
  }

  /** The result of the only task. */
  public <I, T> T one(I item, Work<I, T> work) {
    return each(List.of(item), work).get(0);
  }

  /** F and its gradient. */
  public LossAndGradient lossAndGradient(Problem problem, Placement samples) {
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

  /** Sends samples to the executors, unless they are there. */
  public Placement place(SampleData data) {
    if (data instanceof SampleData.Spread spread) {
      return new Spread(spread.groups(), data.shape().grouping());
    }
    List<Samples> chunks = ((SampleData.Here) data).samples().chunks(Grouping.CHUNK);
    return new Everywhere(share(chunks), data.shape().grouping());
  }

  /** Broadcasts a value until {@link #close}. */
  public <T> Broadcast<T> share(T value) {
    Broadcast<T> broadcast = spark.broadcast(value);
    shared.add(broadcast);
    return broadcast;
  }

  /** The dense kernels of the driver, which have to be those of the tasks. */
  public DenseKernels dense() {
    backends.add(Backend.of(choice));
    return Kernels.of(choice);
  }

  /** The eigensolver of the driver. */
  public Eigensolver eigensolver() {
    Kernels.EigensolverSelection selection = Kernels.selectEigensolver(choice);
    selection.warning().ifPresent(backends::warn);
    return selection.eigensolver();
  }

  /** What is to be said of the dense kernels of all tasks so far. */
  public Set<String> warnings() {
    return backends.warnings();
  }

  @Override
  public void close() {
    shared.forEach(Broadcast::destroy);
  }
}
