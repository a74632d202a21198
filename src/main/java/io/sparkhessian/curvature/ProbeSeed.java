package io.sparkhessian.curvature;

import java.util.SplittableRandom;

/** Seeds of numbered random vectors. Each depends only on a common seed and the number. */
public final class ProbeSeed {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private ProbeSeed() {}

  /** A mixed seed, because generators with similar or equidistant seeds begin alike. */
  public static long of(long seed, long number) {
    return new SplittableRandom(seed + GOLDEN * number).nextLong();
  }
}
