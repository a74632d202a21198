package io.sparkhessian.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.SparkTestSession;
import io.sparkhessian.Tolerance;
import io.sparkhessian.curvature.spectral.ConjugateGradients;
import io.sparkhessian.curvature.spectral.Lanczos;
import io.sparkhessian.curvature.spectral.SpectrumEnd;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.examples.Rosenbrock;
import io.sparkhessian.examples.SumOfSines;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.Reduction;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.mllib.linalg.distributed.BlockMatrix;
import org.apache.spark.sql.SparkSession;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class HessiansIT {
  private final SparkSession spark = SparkTestSession.get();

  /** H = [2 − 4b(y − 3x²), −4bx; −4bx, 2b]. */
  @Test
  void rosenbrock() {
    try (Hessian hessian =
        Hessians.of(new Rosenbrock(Map.of()), new double[] {-1.2, 1}).full(spark)) {
      Matrix matrix = hessian.toBlockMatrix().toLocalMatrix();
      assertEquals(2, hessian.size());
      Tolerance.assertClose(
          new double[] {1330, 480, 480, 200}, matrix.toArray(), Tolerance.ROUNDING);
    }
  }

  /**
   * Blocks of [X 1]ᵀ[X 1], the Hessian of a linear model with squared error, in tiles of edge 2.
   */
  @Test
  void blocksOfALinearModel() {
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 2, 0}, {3, -1, 1}});
    DMatrixRMaj y = new DMatrixRMaj(2, 1);
    Hessians hessians =
        Hessians.of(new LinearModel(Loss.SQUARED_ERROR, 1, true), new double[4])
            .over(new Samples(x, y, new DMatrixRMaj(new double[][] {{1}, {1}})))
            .reducedBy(Reduction.SUM)
            .inTiles(2);
    double[] coefficients = {10, -1, 3, -1, 5, -1, 3, -1, 1};
    try (HessianBlocks blocks = hessians.tensorBlocks(spark)) {
      assertEquals(2, blocks.blocks().size());
      BlockMatrix matrix = blocks.toBlockMatrix("coefficients");
      Tolerance.assertClose(coefficients, matrix.toLocalMatrix().toArray(), Tolerance.ROUNDING);
      assertEquals(3, blocks.tiles("coefficients").count());
      double[] intercept = blocks.toBlockMatrix("intercept").toLocalMatrix().toArray();
      Tolerance.assertClose(new double[] {2}, intercept, Tolerance.ROUNDING);
      assertThrows(IllegalArgumentException.class, () -> blocks.tiles("bias"));
    }
    double[] all = {10, -1, 3, 4, -1, 5, -1, 1, 3, -1, 1, 1, 4, 1, 1, 2};
    try (HessianBlocks layers = hessians.layerBlocks(spark)) {
      Matrix whole = layers.toBlockMatrix("coefficients-intercept").toLocalMatrix();
      Tolerance.assertClose(all, whole.toArray(), Tolerance.ROUNDING);
    }
  }

  /** Rosenbrock's Hessian times five vectors, in two tasks. */
  @Test
  void productsWithRosenbrocksHessian() {
    DMatrixRMaj vectors =
        new DMatrixRMaj(new double[][] {{1, 0}, {0, 1}, {0, 0}, {-1, 2}, {0.5, 0.25}});
    DMatrixRMaj products =
        Hessians.of(new Rosenbrock(Map.of()), new double[] {-1.2, 1}).products(spark, vectors);
    double[] expected = {1330, 480, 480, 200, 0, 0, -370, -80, 785, 290};
    Tolerance.assertClose(expected, products.data, Tolerance.ROUNDING);
  }

  /** Eigenvalues of Rosenbrock's Hessian in closed form, and a linear system. */
  @Test
  void anOperatorWithRosenbrocksHessian() {
    Hessians hessians = Hessians.of(new Rosenbrock(Map.of()), new double[] {-1.2, 1});
    try (HessianOperator operator = hessians.operator(spark)) {
      Lanczos.Wanted both = new Lanczos.Wanted(2, SpectrumEnd.LARGEST, 1e-10, 100);
      Lanczos lanczos = new Lanczos(operator, both, Kernels.of(KernelChoice.AUTO));
      double root = Math.sqrt(565 * 565 + 480 * 480);
      Tolerance.assertClose(
          new double[] {765 + root, 765 - root},
          lanczos.run(lanczos.start(1), state -> {}).pairs().values(),
          Tolerance.ROUNDING);
      DMatrixRMaj b = new DMatrixRMaj(new double[][] {{1810, 680}});
      double[] x = new ConjugateGradients(operator, 0, 1e-12, 100).solve(b).x().data;
      Tolerance.assertClose(new double[] {1, 1}, x, Tolerance.ITERATED, "solution");
    }
  }

  /** H = diag(−sin x). */
  @Test
  void sumOfSinesInSmallTiles() {
    double[] x = IntStream.range(0, 23).mapToDouble(i -> 0.3 * i).toArray();
    Hessians hessians = Hessians.of(new SumOfSines(Map.of("size", x.length)), x).inTiles(5);
    double[] expected = new double[x.length * x.length];
    for (int i = 0; i < x.length; i++) {
      expected[i * x.length + i] = -Math.sin(x[i]);
    }
    try (Hessian hessian = hessians.full(spark)) {
      BlockMatrix matrix = hessian.toBlockMatrix();
      matrix.validate();
      assertEquals(5, matrix.numRowBlocks());
      Tolerance.assertClose(expected, matrix.toLocalMatrix().toArray(), Tolerance.ROUNDING);
    }
    Tolerance.assertClose(
        IntStream.range(0, x.length).mapToDouble(i -> -Math.sin(x[i])).toArray(),
        hessians.diagonal(spark),
        Tolerance.ROUNDING);
  }

  /** H = XᵀWX for a linear model with squared error. */
  @Test
  void linearModelWithWeights() {
    Random random = new Random(7);
    int n = 40;
    int d = 3;
    DMatrixRMaj x = new DMatrixRMaj(n, d, true, random.doubles(n * (long) d).toArray());
    DMatrixRMaj y = new DMatrixRMaj(n, 1, true, random.doubles(n).toArray());
    DMatrixRMaj w = new DMatrixRMaj(n, 1, true, random.doubles(n).toArray());
    double[] expected = new double[d * d];
    for (int s = 0; s < n; s++) {
      for (int i = 0; i < d * d; i++) {
        expected[i] += w.get(s) * x.get(s, i / d) * x.get(s, i % d);
      }
    }
    Samples samples = new Samples(x, y, w);
    Hessians hessians =
        Hessians.of(new LinearModel(Loss.SQUARED_ERROR, 1, false), new double[d])
            .reducedBy(Reduction.SUM);
    assertHessian(expected, hessians.over(samples));
    try (PlacedSamples placed = PlacedSamples.on(spark, samples)) {
      assertHessian(expected, hessians.over(placed));
      assertHessian(expected, hessians.over(placed).inTiles(2));
    }
  }

  @Test
  void placedSamplesCanBeClosedTwice() {
    PlacedSamples placed = PlacedSamples.on(spark, Samples.none());
    placed.close();
    placed.close();
    assertFalse(placed.isPlaced());
  }

  private void assertHessian(double[] expected, Hessians hessians) {
    try (Hessian hessian = hessians.full(spark)) {
      double[] actual = hessian.toBlockMatrix().toLocalMatrix().toArray();
      Tolerance.assertClose(expected, actual, Tolerance.ROUNDING);
    }
  }

  @Test
  void aWrongNumberOfParametersIsRefused() {
    Hessians hessians = Hessians.of(new Rosenbrock(Map.of()), new double[3]);
    Failure failure = assertThrows(Failure.class, () -> hessians.full(spark));
    assertEquals(Failure.Kind.INPUT, failure.kind());
  }

  /** Tiles are computed on first use, so a failure surfaces there. */
  @Test
  void whatIsNotFiniteIsNamed() {
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 2}, {1e160, 1}});
    Hessians hessians =
        Hessians.of(new LinearModel(Loss.SQUARED_ERROR, 1, false), new double[2])
            .over(
                new Samples(x, new DMatrixRMaj(2, 1), new DMatrixRMaj(new double[][] {{1}, {1}})));
    assertEquals(0, hessians.lossAndGradient().loss());
    String origin = "the operation contract is the first to give Infinity at sample 1 of the data";
    DMatrixRMaj vector = new DMatrixRMaj(new double[][] {{1, 0}});
    named("the diagonal is", origin, () -> hessians.diagonal(spark));
    named("the product with vector 0 is", origin, () -> hessians.products(spark, vector));
    try (Hessian hessian = hessians.full(spark)) {
      named("the Hessian is", origin, () -> hessian.toBlockMatrix().toLocalMatrix());
    }
    try (HessianBlocks blocks = hessians.tensorBlocks(spark)) {
      named("the Hessian is", origin, () -> blocks.tiles("coefficients").count());
    }
  }

  private static void named(String start, String origin, Executable computation) {
    String said = assertThrows(Exception.class, computation).getMessage();
    assertTrue(said.contains(start) && said.contains(origin), said);
  }
}
