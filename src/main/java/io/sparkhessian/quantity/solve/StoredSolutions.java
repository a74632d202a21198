package io.sparkhessian.quantity.solve;

import io.sparkhessian.io.output.NumberTable;

/** The files that {@code compute: solve} stores. */
public final class StoredSolutions {
  /** x, a row a right-hand side. */
  public static final String SOLUTIONS = "solutions.npy";

  /** The residual of each, and after how many iterations. */
  public static final NumberTable CONVERGENCE =
      new NumberTable("convergence.csv", "vector,residual,iterations");

  /** What the recurrences took for the residuals after each iteration. */
  public static final NumberTable STEPS = new NumberTable("steps.csv", "vector,iteration,residual");

  private StoredSolutions() {}
}
