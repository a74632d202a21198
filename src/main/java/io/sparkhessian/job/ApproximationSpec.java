package io.sparkhessian.job;

/**
 * How an approximation of the diagonal is made, and whether it is compared.
 *
 * @param probes random vectors of an estimate, 2 or more; 0 of what is no estimate
 * @param seed of the random vectors; 0 of what is no estimate
 * @param compare whether the exact diagonal is computed beside it
 */
public record ApproximationSpec(int probes, long seed, boolean compare) {
  static final int PROBES = 100;
  static final int MOST_PROBES = 1_000_000;
  static final long SEED = 1;
}
