package io.sparkhessian.quantity.solve;

import io.sparkhessian.io.output.NumberTable;

/** Files of a stored solution. */
public final class StoredSolutions {
  /** Solutions x, one row per right-hand side. */
  public static final String SOLUTIONS = "solutions.npy";

  /** Relative residual and number of iterations of each solution. */
  public static final NumberTable CONVERGENCE =
      new NumberTable("convergence.csv", "vector,residual,iterations");

  /** Residual estimates of the recurrence after each iteration. */
  public static final NumberTable STEPS = new NumberTable("steps.csv", "vector,iteration,residual");

  private StoredSolutions() {}
}
