package io.sparkhessian.objective;

/** Reduction of the losses ℓ of the samples, with weights w, to one number. */
public enum Reduction {
  /** Σ w ℓ / Σ w. */
  MEAN,
  /** Σ w ℓ. */
  SUM
}
