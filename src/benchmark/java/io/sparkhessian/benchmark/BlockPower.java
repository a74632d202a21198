package io.sparkhessian.benchmark;

import io.sparkhessian.curvature.spectral.LinearOperator;
import io.sparkhessian.curvature.spectral.RandomVectors;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.Eigenpairs;
import io.sparkhessian.linalg.Eigensolver;
import io.sparkhessian.linalg.View;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * What Lanczos is compared with: the block power method, with some vectors more than are wanted,
 * and Rayleigh and Ritz in every iteration.
 */
final class BlockPower {
  private static final int MORE = 10;

  private final LinearOperator operator;
  private final DenseKernels dense;
  private final int size;
  private final int block;
  private final int wanted;

  /** How far it came: the wanted eigenvalues, and the largest residual against the largest one. */
  record Outcome(double[] values, double residual, int products) {}

  BlockPower(LinearOperator operator, int wanted, DenseKernels dense) {
    this.operator = operator;
    this.dense = dense;
    this.size = operator.size();
    this.wanted = wanted;
    this.block = wanted + MORE;
  }

  /** Those of the largest magnitude, until all residuals are small or the products run out. */
  Outcome run(double tolerance, int mostProducts, long seed) {
    DMatrixRMaj vectors = orthonormal(RandomVectors.GAUSSIAN.rows(seed, 0, block, size));
    int products = 0;
    while (true) {
      DMatrixRMaj images = operator.times(vectors);
      products += block;
      Eigenpairs pairs = Eigensolver.plainJava().pairs(inner(vectors, images), 0, block);
      int[] order = byMagnitude(pairs.values());
      DMatrixRMaj ritz = combined(pairs.vectors(), vectors);
      DMatrixRMaj ritzImages = combined(pairs.vectors(), images);
      double[] values = new double[wanted];
      double worst = 0;
      for (int i = 0; i < wanted; i++) {
        values[i] = pairs.values()[order[i]];
        worst = Math.max(worst, residual(ritz, ritzImages, order[i], values[i]));
      }
      worst /= Math.abs(values[0]);
      if (worst <= tolerance || products + block > mostProducts) {
        return new Outcome(values, worst, products);
      }
      vectors = orthonormal(ritzImages);
    }
  }

  private static int[] byMagnitude(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted((a, b) -> Double.compare(Math.abs(values[b]), Math.abs(values[a])))
        .mapToInt(i -> i)
        .toArray();
  }

  private double residual(DMatrixRMaj vectors, DMatrixRMaj images, int row, double value) {
    double sum = 0;
    for (int i = row * size; i < (row + 1) * size; i++) {
      double rest = images.data[i] - value * vectors.data[i];
      sum += rest * rest;
    }
    return Math.sqrt(sum);
  }

  /** The rows times the inverse root of their inner products, twice for the rounding. */
  private DMatrixRMaj orthonormal(DMatrixRMaj rows) {
    DMatrixRMaj result = rows;
    for (int pass = 0; pass < 2; pass++) {
      Eigenpairs pairs = Eigensolver.plainJava().pairs(inner(result, result), 0, block);
      for (int i = 0; i < block; i++) {
        double root = Math.sqrt(Math.max(pairs.values()[i], 1e-300));
        for (int j = 0; j < block; j++) {
          pairs.vectors().data[i * block + j] /= root;
        }
      }
      result = combined(pairs.vectors(), result);
    }
    return result;
  }

  private DMatrixRMaj inner(DMatrixRMaj left, DMatrixRMaj right) {
    DMatrixRMaj inner = new DMatrixRMaj(block, block);
    dense.multiply(View.of(left), View.of(right).transpose(), 0, View.of(inner));
    return inner;
  }

  private DMatrixRMaj combined(DMatrixRMaj coefficients, DMatrixRMaj rows) {
    DMatrixRMaj result = new DMatrixRMaj(block, size);
    dense.multiply(View.of(coefficients), View.of(rows), 0, View.of(result));
    return result;
  }
}
