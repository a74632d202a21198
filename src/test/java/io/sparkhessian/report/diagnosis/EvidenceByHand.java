package io.sparkhessian.report.diagnosis;

import io.sparkhessian.report.figure.Layer;
import java.util.List;

/** Evidence with hand-written matrices. */
final class EvidenceByHand {
  static final double[] NONE = {};

  private EvidenceByHand() {}

  /** Without a regulariser, at a stationary point whose parameters are known. */
  static Evidence evidence(Model model, double[] diagonal, double[] theta) {
    return new Evidence(
        MatrixKind.HESSIAN,
        model,
        diagonal,
        NONE,
        NONE,
        new Evidence.Point(0, 1, NONE, theta),
        Evidence.Eigen.UNKNOWN,
        Evidence.Eigen.UNKNOWN,
        List.of());
  }

  static List<Layer> row(int columns) {
    return List.of(new Layer("w", 1, columns, 0));
  }

  static List<String> headlines(List<Finding> findings) {
    return findings.stream().map(Finding::headline).toList();
  }

  static Evidence evidence(
      List<Layer> layers,
      double[] diagonal,
      double[] beside,
      double[] eigenvalues,
      double[] lowest,
      double[] flat,
      double gradientNorm) {
    boolean whole = eigenvalues.length == diagonal.length;
    return new Evidence(
        MatrixKind.HESSIAN,
        Model.of(layers, i -> "p" + i),
        diagonal,
        beside,
        new double[0],
        new Evidence.Point(gradientNorm, 1, NONE, NONE),
        new Evidence.Eigen(eigenvalues, whole, lowest, flat),
        Evidence.Eigen.UNKNOWN,
        List.of());
  }
}
