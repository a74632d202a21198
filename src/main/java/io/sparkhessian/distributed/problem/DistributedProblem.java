package io.sparkhessian.distributed.problem;

import io.sparkhessian.curvature.LossAndGradient;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.distributed.tasks.Backend;
import io.sparkhessian.distributed.tasks.Placement;
import io.sparkhessian.distributed.tasks.Stages;
import io.sparkhessian.distributed.tasks.Tasks;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.linalg.KernelChoice;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/** A problem whose samples are on the executors. */
public final class DistributedProblem implements AutoCloseable {
  private final Problem problem;
  private final KernelChoice choice;
  private final Tasks tasks;
  private final Placement samples;

  public DistributedProblem(
      JavaSparkContext spark, Problem problem, SampleData samples, KernelChoice choice) {
    this.problem = problem;
    this.choice = choice;
    this.tasks = new Tasks(spark, choice);
    this.samples = tasks.place(samples);
  }

  /** Over samples that the caller has placed, and frees. */
  public DistributedProblem(
      JavaSparkContext spark, Problem problem, Placement samples, KernelChoice choice) {
    this.problem = problem;
    this.choice = choice;
    this.tasks = new Tasks(spark, choice);
    this.samples = samples;
  }

  public Problem problem() {
    return problem;
  }

  public JavaSparkContext spark() {
    return tasks.spark();
  }

  /** Runs tasks; frees what they share when this problem is closed. */
  public Tasks tasks() {
    return tasks;
  }

  public Placement samples() {
    return samples;
  }

  public SerializableConfiguration hadoop() {
    return new SerializableConfiguration(spark().hadoopConfiguration());
  }

  /**
   * Returns F and its gradient.
   *
   * @throws io.sparkhessian.Failure of kind numbers that names the operation and the sample where a
   *     value is not finite
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
        "which BLAS the executors have",
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
