package io.sparkhessian.objective;

/** How the losses of the samples become one number. */
public enum Reduction {
  /** Σ w ℓ / Σ w. */
  MEAN,
  /** Σ w ℓ. */
  SUM
}
