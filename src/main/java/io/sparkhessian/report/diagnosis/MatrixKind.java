package io.sparkhessian.report.diagnosis;

/** Kind of the matrix that a report describes. */
public enum MatrixKind {
  HESSIAN("Hessian"),
  GAUSS_NEWTON("Gauss-Newton matrix"),
  FISHER("Fisher matrix"),
  APPROXIMATION("approximation of the Hessian");

  private final String words;

  MatrixKind(String words) {
    this.words = words;
  }

  /** Name of the matrix in sentences. */
  public String words() {
    return words;
  }

  /** Whether a negative diagonal entry means that the loss curves downwards. */
  public boolean tellsSaddles() {
    return this == HESSIAN;
  }
}
