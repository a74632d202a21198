package io.sparkhessian.curvature;

import java.util.SplittableRandom;

/** The seeds of numbered random vectors, each a function of one seed and the number alone. */
public final class ProbeSeed {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private ProbeSeed() {}

  /** Mixed, since generators of seeds that are close together, or a step apart, begin alike. */
  public static long of(long seed, long number) {
    return new SplittableRandom(seed + GOLDEN * number).nextLong();
  }
}
