package io.sparkhessian.report.diagnosis;

/** Which matrix a report is about. */
public enum MatrixKind {
  HESSIAN("Hessian"),
  GAUSS_NEWTON("Gauss-Newton matrix"),
  FISHER("Fisher matrix"),
  APPROXIMATION("approximation of the Hessian");

  private final String words;

  MatrixKind(String words) {
    this.words = words;
  }

  /** What sentences call it. */
  public String words() {
    return words;
  }

  /** Whether a negative entry on its diagonal means that the loss curves downwards. */
  public boolean tellsSaddles() {
    return this == HESSIAN;
  }
}
