package io.sparkhessian.spark;

import io.sparkhessian.curvature.InputDerivative;
import io.sparkhessian.curvature.InputFunction;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.distributed.plan.InputTasks;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.tasks.ClusterMemory;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.io.samples.SampleBatch;
import io.sparkhessian.io.samples.SampleRange;
import io.sparkhessian.io.samples.SampleTable;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.quantity.inputs.InputFiles;
import io.sparkhessian.quantity.inputs.InputRows;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.ejml.data.DMatrixRMaj;

/**
 * Hessians by the features of each sample, of its own loss, without its weight, the reduction and
 * the penalty, or of an output of the model. Immutable; each method gives a new one.
 *
 * <pre>{@code
 * Hessians.of(objective, parameters).over(samples).byInputs(spark)
 *     .columns(3, 4)
 *     .forEach(each -> System.out.println(each.sample() + ": " + each.matrix()));
 * }</pre>
 */
public final class InputHessians {
  /** Bytes of rows that the driver has at once, unless those of a task are more. */
  private static final long BYTES = 64L << 20;

  private final JavaSparkContext spark;
  private final Data data;
  private final KernelChoice kernels;
  private final Problem problem;
  private final InputFunction function;

  private InputHessians(
      JavaSparkContext spark,
      Data data,
      KernelChoice kernels,
      Problem problem,
      InputFunction function) {
    this.spark = spark;
    this.data = data;
    this.kernels = kernels;
    this.problem = problem;
    this.function = function;
  }

  static InputHessians ofLoss(
      JavaSparkContext spark, Data data, KernelChoice kernels, Problem problem) {
    return new InputHessians(spark, data, kernels, problem, InputFunction.ofLoss(problem));
  }

  /**
   * By some features alone, in this order.
   *
   * @param columns which ones, from 0
   * @throws Failure when there is no such feature, or one is named twice
   */
  public InputHessians columns(int... columns) {
    return new InputHessians(spark, data, kernels, problem, function.by(columns));
  }

  /**
   * Of a number of the model's output, such as the score of a class, in place of the loss.
   *
   * @param number which one, from 0
   * @throws Failure when the objective does not say what its model's output is, or has no such one
   */
  public InputHessians ofOutput(int number) {
    InputFunction output = InputFunction.ofOutput(problem, number).by(function.columns());
    return new InputHessians(spark, data, kernels, problem, output);
  }

  /**
   * Computes all of them on the executors, and hands them over one after the other in the order of
   * the samples: the driver has those of a few tasks at a time.
   *
   * @throws Failure of kind numbers when one is not finite
   */
  public void forEach(Consumer<InputHessian> sink) {
    int edge = function.columns().length;
    InputTasks.requireSize(edge, false);
    InputTasks tasks =
        tasks(
            InputDerivative.gradient(function),
            InputDerivative.hessian(function),
            SampleTable.Form.PACKED);
    compute(
        tasks,
        batch -> {
          for (int s = 0; s < batch.count(); s++) {
            sink.accept(of(batch, s, edge));
          }
        });
  }

  /** The trace of each of them, n numbers, without the matrices. */
  public double[] laplacians() {
    InputTasks tasks =
        tasks(
            InputDerivative.value(function),
            InputDerivative.laplacian(function),
            SampleTable.Form.TRACE);
    double[] laplacians = new double[data.samples().count()];
    compute(
        tasks,
        batch ->
            System.arraycopy(batch.secondOrder(), 0, laplacians, batch.first(), batch.count()));
    return laplacians;
  }

  private static InputHessian of(SampleBatch batch, int s, int edge) {
    double[] first = batch.firstOrder();
    int at = s * (edge + 1);
    DMatrixRMaj matrix = new DMatrixRMaj(edge, edge);
    int packed = s * (edge * (edge + 1) / 2);
    for (int row = 0; row < edge; row++) {
      for (int column = row; column < edge; column++) {
        double entry = batch.secondOrder()[packed++];
        matrix.set(row, column, entry);
        matrix.set(column, row, entry);
      }
    }
    return new InputHessian(
        batch.first() + s, first[at], Arrays.copyOfRange(first, at + 1, at + 1 + edge), matrix);
  }

  private InputTasks tasks(
      InputDerivative firstOrder, InputDerivative secondOrder, SampleTable.Form form) {
    return InputTasks.of(
        firstOrder, secondOrder, form, function.columns().length, SampleShape.of(data.samples()));
  }

  private void compute(InputTasks tasks, Consumer<SampleBatch> sink) {
    Planner planner =
        new Planner(problem.layout(), SampleShape.of(data.samples()), OptionalInt.empty());
    planner.inputs(tasks).require(ClusterMemory.of(spark));
    InputRows rows = InputRows.inMemory(tasks.table(), tasks.firstOrder(), tasks.secondOrder());
    List<SampleRange> ranges = tasks.table().ranges();
    long bytes = tasks.table().samplesOfFile() * tasks.table().rowBytes();
    int together = (int) Math.max(1, Math.min(ranges.size(), BYTES / bytes));
    try (DistributedProblem there = data.distribute(spark, problem, kernels)) {
      for (int from = 0; from < ranges.size(); from += together) {
        List<SampleRange> some = ranges.subList(from, Math.min(ranges.size(), from + together));
        InputFiles.of(there, rows).compute(some).forEach(sink);
      }
    }
  }
}
