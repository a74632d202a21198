package io.sparkhessian.curvature.spectral;

import io.sparkhessian.curvature.ProbeSeed;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.ejml.data.DMatrixRMaj;

/** Random vectors with independent elements. Each vector depends only on a seed and its number. */
public enum RandomVectors {
  /** ±1 with equal probability. */
  RADEMACHER,
  /** Standard normal numbers. */
  GAUSSIAN;

  /** The vectors {@code first} to {@code first + count − 1} of a seed, one per row. */
  public DMatrixRMaj rows(long seed, long first, int count, int size) {
    DMatrixRMaj vectors = new DMatrixRMaj(count, size);
    for (int v = 0; v < count; v++) {
      DoubleSupplier numbers = numbers(seed, first + v);
      for (int i = 0; i < size; i++) {
        vectors.data[v * size + i] = numbers.getAsDouble();
      }
    }
    return vectors;
  }

  private DoubleSupplier numbers(long seed, long number) {
    Random random = new Random(ProbeSeed.of(seed, number));
    return this == GAUSSIAN ? random::nextGaussian : () -> random.nextBoolean() ? 1 : -1;
  }
}
