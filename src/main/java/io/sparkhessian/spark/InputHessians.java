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
import io.sparkhessian.quantity.inputs.InputFiles;
import io.sparkhessian.quantity.inputs.InputRows;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.ejml.data.DMatrixRMaj;

/**
 * Second derivatives of the loss of each sample with respect to its features, or of an output of
 * the model. Weights, reduction and penalty do not enter. Instances are immutable; {@code columns}
 * and {@code ofOutput} return changed copies.
 *
 * <pre>{@code
 * Hessians.of(objective, parameters).over(samples).byInputs(spark)
 *     .columns(3, 4)
 *     .forEach(each -> System.out.println(each.sample() + ": " + each.matrix()));
 * }</pre>
 */
public final class InputHessians {
  /** Size in bytes of the results that the driver fetches at a time; at least those of one task. */
  private static final long BYTES = 64L << 20;

  private final JavaSparkContext spark;
  private final SampleShape shape;
  private final Problem problem;
  private final Supplier<DistributedProblem> distributed;
  private final InputFunction function;

  private InputHessians(
      JavaSparkContext spark,
      SampleShape shape,
      Problem problem,
      Supplier<DistributedProblem> distributed,
      InputFunction function) {
    this.spark = spark;
    this.shape = shape;
    this.problem = problem;
    this.distributed = distributed;
    this.function = function;
  }

  /**
   * Returns the second derivatives of the loss with respect to all features.
   *
   * @param distributed the problem on the executors, to be closed after use
   */
  static InputHessians ofLoss(
      JavaSparkContext spark,
      SampleShape shape,
      Problem problem,
      Supplier<DistributedProblem> distributed) {
    return new InputHessians(spark, shape, problem, distributed, InputFunction.ofLoss(problem));
  }

  /**
   * Restricts the derivatives to some features, in the given order.
   *
   * @param columns indices of features, from 0
   * @throws Failure when a feature does not exist or is repeated
   */
  public InputHessians columns(int... columns) {
    return of(function.by(columns));
  }

  /**
   * Differentiates an output of the model, such as the score of a class, instead of the loss.
   *
   * @param number index of the output, from 0
   * @throws Failure when the objective does not mark its output, or has fewer outputs
   */
  public InputHessians ofOutput(int number) {
    return of(InputFunction.ofOutput(problem, number).by(function.columns()));
  }

  private InputHessians of(InputFunction changed) {
    return new InputHessians(spark, shape, problem, distributed, changed);
  }

  /**
   * Computes the Hessians on the executors and passes them on in the order of the samples. The
   * driver holds the Hessians of a few tasks at a time.
   *
   * @throws Failure of kind numbers when an entry is not finite
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

  /** Computes the trace of the Hessian of each sample, n numbers, without the matrices. */
  public double[] laplacians() {
    InputTasks tasks =
        tasks(
            InputDerivative.value(function),
            InputDerivative.laplacian(function),
            SampleTable.Form.TRACE);
    double[] laplacians = new double[shape.count()];
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
    return InputTasks.of(firstOrder, secondOrder, form, function.columns().length, shape);
  }

  private void compute(InputTasks tasks, Consumer<SampleBatch> sink) {
    Planner planner = new Planner(problem.layout(), shape, OptionalInt.empty());
    ClusterMemory.of(spark).require(planner.inputs(tasks));
    InputRows rows = InputRows.inMemory(tasks.table(), tasks.firstOrder(), tasks.secondOrder());
    List<SampleRange> ranges = tasks.table().ranges();
    long bytes = tasks.table().samplesOfFile() * tasks.table().rowBytes();
    int together = (int) Math.max(1, Math.min(ranges.size(), BYTES / bytes));
    try (DistributedProblem placed = distributed.get()) {
      for (int from = 0; from < ranges.size(); from += together) {
        List<SampleRange> some = ranges.subList(from, Math.min(ranges.size(), from + together));
        InputFiles.of(placed, rows).compute(some).forEach(sink);
      }
    }
  }
}
