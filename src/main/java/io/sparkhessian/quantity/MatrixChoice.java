package io.sparkhessian.quantity;

import io.sparkhessian.curvature.CurvatureMatrix;
import io.sparkhessian.job.QuantitySection;
import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.report.diagnosis.MatrixKind;
import java.util.List;
import java.util.Map;

/**
 * The matrix that a quantity multiplies by vectors: the keys {@code of} and {@code empirical}.
 *
 * @param empirical whether the Fisher matrix is the empirical one, taken at the observed labels
 */
public record MatrixChoice(OperatorKind of, boolean empirical) {
  public static final List<String> KEYS = List.of("of", "empirical");

  private static final Choice<OperatorKind> KINDS = new Choice<>(OperatorKind.class);

  public static MatrixChoice read(QuantitySection section) {
    OperatorKind of = KINDS.read(section.root(), "of").orElse(OperatorKind.HESSIAN);
    if (of != OperatorKind.FISHER) {
      section.refuse("of: fisher", "empirical");
    }
    boolean empirical = section.flag("empirical", false);
    if (of == OperatorKind.FISHER && !empirical) {
      section.requireDistribution("of");
    }
    return new MatrixChoice(of, empirical);
  }

  /** Adds the keys and their values to the resolved job. */
  public void addTo(Map<String, Object> resolved) {
    resolved.put("of", Choice.name(of));
    if (of == OperatorKind.FISHER) {
      resolved.put("empirical", empirical);
    }
  }

  /** Returns the name of the matrix. */
  public String title() {
    return switch (of) {
      case HESSIAN -> "Hessian";
      case GAUSS_NEWTON -> "generalised Gauss-Newton matrix";
      case FISHER -> fisher(empirical);
    };
  }

  /** Returns the name of a Fisher matrix. */
  public static String fisher(boolean empirical) {
    return (empirical ? "empirical" : "true") + " Fisher matrix";
  }

  /**
   * Returns the curvature matrix; for the built-in losses the true Fisher matrix equals the
   * Gauss-Newton matrix.
   */
  public CurvatureMatrix matrix() {
    if (of == OperatorKind.HESSIAN) {
      return CurvatureMatrix.HESSIAN;
    }
    return empirical ? CurvatureMatrix.EMPIRICAL_FISHER : CurvatureMatrix.GAUSS_NEWTON;
  }

  public MatrixKind kind() {
    return switch (of) {
      case HESSIAN -> MatrixKind.HESSIAN;
      case GAUSS_NEWTON -> MatrixKind.GAUSS_NEWTON;
      case FISHER -> MatrixKind.FISHER;
    };
  }
}
