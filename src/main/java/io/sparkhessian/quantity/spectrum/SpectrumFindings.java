package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.diagnosis.Verdict;
import io.sparkhessian.report.figure.Shown;
import io.sparkhessian.report.figure.VectorShares;
import java.util.ArrayList;
import java.util.List;

/** Says in words where the curvature of a matrix lies. */
public final class SpectrumFindings {
  private static final double MOST = 0.9;
  private static final double FEW = 0.2;

  private SpectrumFindings() {}

  /**
   * Of the whole matrix.
   *
   * @param vectors its eigenvectors that are stored, by ascending eigenvalues
   * @param largestIsStored whether the last of them belongs to the largest eigenvalue
   */
  public static List<Finding> of(
      SpectrumPart whole, VectorShares vectors, boolean largestIsStored) {
    List<Finding> findings = new ArrayList<>();
    double few = whole.isComplete() ? whole.fewestFor(MOST) : Double.NaN;
    int size = whole.spectrum().size();
    if (whole.trace() > 0 && few < FEW * size) {
      findings.add(
          fine(
              "The curvature lies in few directions",
              "%s%s of %s eigenvalues add up to %d %% of the trace; the largest is %s."
                  .formatted(
                      whole.isEstimate() ? "About " : "",
                      Shown.text(Math.max(1, Math.round(few))),
                      Shown.text((long) size),
                      Math.round(100 * MOST),
                      Shown.text(whole.largest()))));
    }
    int last = vectors.count() - 1;
    if (largestIsStored && vectors.mainShare(last) >= MOST) {
      findings.add(
          fine(
              "The steepest direction lies in " + vectors.main(last).name(),
              "%.0f %% of the eigenvector of the largest eigenvalue, %s, are there."
                  .formatted(100 * vectors.mainShare(last), Shown.text(whole.largest()))));
    }
    return findings;
  }

  private static Finding fine(String headline, String evidence) {
    return new Finding(Verdict.FINE, headline, evidence, "", List.of());
  }
}
