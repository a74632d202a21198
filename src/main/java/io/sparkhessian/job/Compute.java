package io.sparkhessian.job;

/** Which second derivatives a job asks for; some are known but not in this version. */
public enum Compute {
  /** The whole matrix. */
  HESSIAN(true),
  /** Its exact diagonal. */
  DIAGONAL(true),
  /** The blocks on its diagonal, of each parameter matrix or layer. */
  BLOCKS(true),
  /** Its products with given vectors. */
  HVP(true),
  COVARIANCE(false),
  SPECTRUM(false);

  private final boolean available;

  Compute(boolean available) {
    this.available = available;
  }

  /** Whether this version computes it. */
  public boolean available() {
    return available;
  }
}
