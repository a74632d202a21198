package io.sparkhessian.distributed.problem;

import io.sparkhessian.curvature.LossAndGradient;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.distributed.tasks.Backend;
import io.sparkhessian.distributed.tasks.SampleSet;
import io.sparkhessian.distributed.tasks.Stages;
import io.sparkhessian.distributed.tasks.Tasks;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.linalg.KernelChoice;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/** Problem whose samples are on the executors. */
public final class DistributedProblem implements AutoCloseable {
  private final Problem problem;
  private final KernelChoice choice;
  private final Tasks tasks;
  private final SampleSet samples;

  public DistributedProblem(
      JavaSparkContext spark, Problem problem, SampleData samples, KernelChoice choice) {
    this(problem, choice, new Tasks(spark, choice), tasks -> tasks.distribute(samples));
  }

  /** Creates a problem over samples that the caller frees. */
  public DistributedProblem(
      JavaSparkContext spark, Problem problem, SampleSet samples, KernelChoice choice) {
    this(problem, choice, new Tasks(spark, choice), tasks -> samples);
  }

  private DistributedProblem(
      Problem problem, KernelChoice choice, Tasks tasks, Function<Tasks, SampleSet> samples) {
    this.problem = problem;
    this.choice = choice;
    this.tasks = tasks;
    this.samples = samples.apply(tasks);
  }

  public Problem problem() {
    return problem;
  }

  public JavaSparkContext spark() {
    return tasks.spark();
  }

  /** Tasks whose broadcasts are freed when this problem is closed. */
  public Tasks tasks() {
    return tasks;
  }

  public SampleSet samples() {
    return samples;
  }

  public SerializableConfiguration hadoop() {
    return new SerializableConfiguration(spark().hadoopConfiguration());
  }

  /**
   * Returns F and its gradient.
   *
   * @throws io.sparkhessian.Failure of kind numbers, with operation and sample, when a value is not
   *     finite
   */
  public LossAndGradient lossAndGradient() {
    return tasks.lossAndGradient(problem, samples);
  }

  /** Returns the dense kernels that run on the executors. */
  public Backend backend() {
    KernelChoice kernels = choice;
    return Stages.named(
        spark(),
        "dense kernels",
        "BLAS of the executors",
        () -> tasks.one(0, (any, dense) -> Backend.of(kernels)));
  }

  /** Returns the warnings about dense kernels of all tasks so far. */
  public Set<String> warnings() {
    return tasks.warnings();
  }

  /** Returns the store of finished pieces in an output directory. */
  public Pieces pieces(OutputDirectory out) {
    return Pieces.in(out, spark());
  }

  /** Returns the store of finished pieces of one of several parts of a result. */
  public Pieces pieces(OutputDirectory out, String part) {
    return Pieces.in(out, part, spark());
  }

  @Override
  public void close() {
    tasks.close();
  }
}
