package io.sparkhessian.evaluate;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.ejml.data.DMatrixRMaj;

/** Matrices and samples for tests. */
public final class Matrices {
  private Matrices() {}

  /** Standard normal numbers. */
  public static DMatrixRMaj normal(Random random, int rows, int columns) {
    return filled(rows, columns, random::nextGaussian);
  }

  /** Numbers between the bounds. */
  public static DMatrixRMaj uniform(Random random, double low, double high, int rows, int columns) {
    return filled(rows, columns, () -> low + (high - low) * random.nextDouble());
  }

  /** Whole numbers from 0 to {@code bound} − 1. */
  public static DMatrixRMaj whole(Random random, int bound, int rows, int columns) {
    return filled(rows, columns, () -> random.nextInt(bound));
  }

  /** Samples with these features, labels 0 to classes − 1, and weights between ½ and 2. */
  public static Samples samples(Random random, DMatrixRMaj features, int classes) {
    int n = features.numRows;
    return new Samples(features, whole(random, classes, n, 1), uniform(random, 0.5, 2, n, 1));
  }

  /** The elements, row by row. */
  public static double[] numbers(DMatrixRMaj matrix) {
    return Arrays.copyOf(matrix.data, matrix.getNumElements());
  }

  private static DMatrixRMaj filled(int rows, int columns, DoubleSupplier numbers) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    Arrays.setAll(matrix.data, any -> numbers.getAsDouble());
    return matrix;
  }
}
