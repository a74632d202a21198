package io.sparkhessian.benchmark;

import io.sparkhessian.curvature.SinglePassDiagonal;
import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.LossAndGradient;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.curvature.layout.Window;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.linalg.View;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/** A problem's kernels without Spark: the same tasks in threads of this JVM. */
record BareKernels(Problem problem, Samples samples, List<Samples> chunks, DenseKernels dense) {
  private static final int DGEMM = 1024;

  BareKernels(Problem problem, Samples samples) {
    this(problem, samples, samples.chunks(Grouping.CHUNK), Kernels.of(KernelChoice.NATIVE));
  }

  int parameters() {
    return problem.layout().size();
  }

  /** N, n and what runs, for the title of a table. */
  String size() {
    return "N = %d, n = %d, %d cores, %s"
        .formatted(parameters(), samples.count(), Parallel.CORES, dense.name());
  }

  private Planner planner() {
    return new Planner(problem.layout(), SampleShape.of(samples), OptionalInt.empty());
  }

  int hessianTasks() {
    return planner().hessian(new CurvatureRows(problem)).tasks().size();
  }

  /** All rows of the Hessian, thrown away block by block; nothing is kept from run to run. */
  Timing.Timed hessian(int threads) {
    Plan plan = planner().hessian(new CurvatureRows(problem));
    return () -> {
      CurvatureRows hessian = new CurvatureRows(problem);
      each(plan, threads, task -> hessian.entries(plan.window(task), chunks, dense));
    };
  }

  /** The whole Hessian, both triangles. */
  DMatrixRMaj matrix() {
    CurvatureRows hessian = new CurvatureRows(problem);
    DMatrixRMaj matrix = new DMatrixRMaj(parameters(), parameters());
    Plan plan = planner().hessian(hessian);
    for (BlockTask task : plan.tasks()) {
      Window window = plan.window(task);
      DMatrixRMaj entries = hessian.entries(window, chunks, dense);
      for (int i = 0; i < entries.numRows; i++) {
        for (int j = 0; j < entries.numCols; j++) {
          matrix.set(window.from() + i, window.start() + j, entries.get(i, j));
          matrix.set(window.start() + j, window.from() + i, entries.get(i, j));
        }
      }
    }
    return matrix;
  }

  Timing.Timed diagonal(int threads) {
    HessianDiagonal diagonal = new HessianDiagonal(problem);
    Plan plan = planner().diagonal(diagonal);
    return () ->
        each(plan, threads, task -> diagonal.entries(task.from(), task.to(), chunks, dense));
  }

  Timing.Timed diagonal(Function<Problem, SinglePassDiagonal> maker) {
    SinglePassDiagonal diagonal = maker.apply(problem);
    return () -> diagonal.entries(chunks, dense);
  }

  Timing.Timed gradient() {
    return () -> LossAndGradient.of(problem, chunks, dense);
  }

  /** Hessian-vector products in one pass: of one-hot vectors, spread evenly over the parameters. */
  Timing.Timed products(int count) {
    CurvatureProduct product = new CurvatureProduct(problem);
    DMatrixRMaj vectors = new DMatrixRMaj(count, parameters());
    for (int k = 0; k < count; k++) {
      vectors.set(k, (int) ((long) k * parameters() / count), 1);
    }
    return () -> product.times(vectors, chunks, dense);
  }

  /** This many products of two 1024 × 1024 matrices in each thread. */
  Timing.Timed dgemm(int threads, int products) {
    double[][] matrices = new double[3 * threads][DGEMM * DGEMM];
    Arrays.stream(matrices).forEach(matrix -> Arrays.fill(matrix, 1));
    return () ->
        Parallel.run(
            threads,
            threads,
            thread -> {
              View a = View.of(matrices[3 * thread], DGEMM, DGEMM);
              View b = View.of(matrices[3 * thread + 1], DGEMM, DGEMM);
              View c = View.of(matrices[3 * thread + 2], DGEMM, DGEMM);
              for (int i = 0; i < products; i++) {
                dense.multiply(a, b, 0, c);
              }
            });
  }

  /** Operations of {@link #dgemm}. */
  static double dgemmFlops(int threads, int products) {
    return 2.0 * DGEMM * DGEMM * DGEMM * products * threads;
  }

  private static void each(Plan plan, int threads, Consumer<BlockTask> work) throws Exception {
    Parallel.run(threads, plan.tasks().size(), index -> work.accept(plan.tasks().get(index)));
  }
}
