package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.diagnosis.Verdict;
import io.sparkhessian.report.figure.NumberFormat;
import io.sparkhessian.report.figure.VectorShares;
import java.util.ArrayList;
import java.util.List;

/** Findings about the concentration of the curvature. */
public final class SpectrumFindings {
  private static final double MOST = 0.9;
  private static final double FEW = 0.2;

  private SpectrumFindings() {}

  /**
   * Returns the findings about the whole matrix.
   *
   * @param vectors shares by layer of the stored eigenvectors, by ascending eigenvalue
   * @param largestIsStored whether the last vector belongs to the largest eigenvalue
   */
  public static List<Finding> of(
      SpectrumPart whole, VectorShares vectors, boolean largestIsStored) {
    List<Finding> findings = new ArrayList<>();
    double few = whole.isComplete() ? whole.fewestFor(MOST) : Double.NaN;
    int size = whole.spectrum().size();
    if (whole.trace() > 0 && few < FEW * size) {
      findings.add(
          fine(
              "A few directions hold most of the curvature",
              "%s%s of %s eigenvalues add up to %d %% of the trace; the largest is %s."
                  .formatted(
                      whole.isEstimate() ? "About " : "",
                      NumberFormat.text(Math.max(1, Math.round(few))),
                      NumberFormat.text((long) size),
                      Math.round(100 * MOST),
                      NumberFormat.text(whole.largest()))));
    }
    int last = vectors.count() - 1;
    if (largestIsStored && vectors.mainShare(last) >= MOST) {
      findings.add(
          fine(
              "The direction of largest curvature lies in " + vectors.main(last).name(),
              "That layer holds %.0f %% of the squared norm of the eigenvector of the largest eigenvalue, %s."
                  .formatted(100 * vectors.mainShare(last), NumberFormat.text(whole.largest()))));
    }
    return findings;
  }

  private static Finding fine(String headline, String evidence) {
    return new Finding(Verdict.OK, headline, evidence, "", List.of());
  }
}
