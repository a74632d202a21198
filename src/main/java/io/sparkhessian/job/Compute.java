package io.sparkhessian.job;

import io.sparkhessian.job.yaml.Choice;

/** Which second derivatives a job asks for; some are known but not in this version. */
public enum Compute {
  /** The whole matrix. */
  HESSIAN(true),
  /** Its exact diagonal. */
  DIAGONAL(true),
  /** The blocks on its diagonal, of each parameter matrix or layer. */
  BLOCKS(true),
  /** Products with given vectors. */
  HVP(true),
  /** The generalised Gauss-Newton matrix. */
  GAUSS_NEWTON(true),
  /** The Fisher information, by the model's own distribution or of the labels that there are. */
  FISHER(true),
  /** The approximate diagonal of Becker and Le Cun. */
  BECKER_LECUN(true),
  /** The approximate diagonal of HesScale. */
  HESSCALE(true),
  /** The diagonal estimated from products with random signs. */
  HUTCHINSON(true),
  /** The Hessian of each sample by its features. */
  INPUT_HESSIAN(true),
  /** Its trace alone. */
  INPUT_LAPLACIAN(true),
  /** Eigenvalues, or how densely they lie. */
  SPECTRUM(true),
  /** The trace, estimated. */
  TRACE(true),
  /** Solutions of linear equations. */
  SOLVE(true),
  COVARIANCE(false);

  private final boolean available;

  Compute(boolean available) {
    this.available = available;
  }

  /** Whether this version computes it. */
  public boolean available() {
    return available;
  }

  /** Whether it is a matrix in place of the Hessian, of which a job says how much. */
  public boolean replacesHessian() {
    return this == GAUSS_NEWTON || this == FISHER;
  }

  /** Whether it is an approximation of the diagonal. */
  public boolean approximatesDiagonal() {
    return this == BECKER_LECUN || this == HESSCALE || this == HUTCHINSON;
  }

  /** Whether derivatives are taken by the features of each sample, not by the parameters. */
  public boolean byInputs() {
    return this == INPUT_HESSIAN || this == INPUT_LAPLACIAN;
  }

  /** Whether it is made of products with an operator, of which a job says which it is. */
  public boolean usesOperator() {
    return this == HVP || this == SPECTRUM || this == TRACE || this == SOLVE;
  }

  /** What a job file calls it. */
  public String word() {
    return Choice.name(this);
  }
}
