package io.sparkhessian.benchmark;

import io.sparkhessian.curvature.FullHessian;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.LossAndGradient;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import io.sparkhessian.spark.plan.BlockTask;
import io.sparkhessian.spark.plan.Plan;
import io.sparkhessian.spark.plan.Planner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.ejml.data.DMatrixRMaj;

/** A tanh network with cross-entropy on random samples, and its kernels without Spark. */
final class Network {
  final List<Integer> layers;
  final Samples samples;
  final Problem problem;
  final DenseKernels dense = Kernels.of(KernelChoice.NATIVE);
  private final List<Samples> chunks;

  /**
   * @param widths such as {@code 64-32-10}
   */
  Network(String widths, int count) {
    layers = Arrays.stream(widths.split("-")).map(Integer::valueOf).toList();
    Random random = new Random(1);
    int features = layers.get(0);
    int classes = layers.get(layers.size() - 1);
    DMatrixRMaj x = new DMatrixRMaj(count, features);
    Arrays.setAll(x.data, any -> random.nextDouble());
    DMatrixRMaj y = new DMatrixRMaj(count, 1);
    Arrays.setAll(y.data, any -> random.nextInt(classes));
    DMatrixRMaj w = new DMatrixRMaj(count, 1);
    Arrays.fill(w.data, 1);
    samples = new Samples(x, y, w);
    double[] theta = random.doubles(Arrays.stream(sizes()).sum(), -0.2, 0.2).toArray();
    problem =
        new Problem(
            ObjectiveGraph.of(
                new MultilayerPerceptron(layers, Activation.TANH, Loss.CROSS_ENTROPY, true),
                features,
                Reduction.MEAN,
                0),
            theta,
            count);
    chunks = samples.chunks(Planner.CHUNK_SIZE);
  }

  int parameters() {
    return problem.layout().size();
  }

  /** Weights and biases of each layer. */
  private int[] sizes() {
    int[] sizes = new int[layers.size() - 1];
    Arrays.setAll(sizes, l -> layers.get(l + 1) * (layers.get(l) + 1));
    return sizes;
  }

  /** 2 n N_a N_b for two layers, n N_a² / 2 within one: the count of the README. */
  double nominalFlops() {
    int[] sizes = sizes();
    double flops = 0;
    for (int a = 0; a < sizes.length; a++) {
      flops += 0.5 * samples.count() * sizes[a] * (double) sizes[a];
      for (int b = a + 1; b < sizes.length; b++) {
        flops += 2.0 * samples.count() * sizes[a] * (double) sizes[b];
      }
    }
    return flops;
  }

  Plan hessianPlan() {
    return planner().hessian(new FullHessian(problem));
  }

  private Planner planner() {
    return new Planner(
        problem.layout(), samples.count(), layers.get(0) + 2, OptionalInt.empty());
  }

  /** All rows of the Hessian, thrown away block by block. */
  Timing.Timed hessian(int threads) {
    FullHessian hessian = new FullHessian(problem);
    Plan plan = planner().hessian(hessian);
    return () -> each(plan, threads, task -> hessian.rows(task.from(), task.to(), chunks, dense));
  }

  Timing.Timed diagonal(int threads) {
    HessianDiagonal diagonal = new HessianDiagonal(problem);
    Plan plan = planner().diagonal(diagonal);
    return () ->
        each(plan, threads, task -> diagonal.entries(task.from(), task.to(), chunks, dense));
  }

  Timing.Timed gradient() {
    return () -> LossAndGradient.of(problem, chunks, dense);
  }

  /** This many products of two 1024 × 1024 matrices in each thread. */
  Timing.Timed dgemm(int threads, int products) {
    int n = 1024;
    double[][] matrices = new double[3 * threads][n * n];
    return () ->
        inThreads(
            threads,
            threads,
            thread -> {
              for (int i = 0; i < products; i++) {
                double[] a = matrices[3 * thread];
                double[] b = matrices[3 * thread + 1];
                double[] c = matrices[3 * thread + 2];
                dense.multiply(false, false, n, n, n, a, 0, n, b, 0, n, 0, c, 0, n);
              }
            });
  }

  private static void each(Plan plan, int threads, Consumer<BlockTask> work) throws Exception {
    inThreads(threads, plan.tasks().size(), index -> work.accept(plan.tasks().get(index)));
  }

  private static void inThreads(int threads, int count, Consumer<Integer> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int index = i;
        all.add(pool.submit(() -> work.accept(index)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      pool.shutdown();
    }
  }
}
