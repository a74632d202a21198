package io.sparkhessian.report.diagnosis;

import io.sparkhessian.report.figure.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Interprets second derivatives: findings about the model, in words. */
public final class Diagnosis {
  private Diagnosis() {}

  /** Findings, worst first. */
  public static List<Finding> of(Evidence evidence) {
    return of(evidence, List.of());
  }

  /**
   * Findings, worst first.
   *
   * @param others findings made elsewhere, which are included
   */
  public static List<Finding> of(Evidence evidence, List<Finding> others) {
    List<Finding> findings = new ArrayList<>(others);
    if (evidence.diagonal().length > 0 || evidence.eigen().values().length > 0) {
      add(evidence, findings);
    }
    findings.sort(Comparator.comparing(Finding::verdict).reversed());
    return findings;
  }

  private static void add(Evidence evidence, List<Finding> findings) {
    boolean broken = findings.stream().anyMatch(each -> each.verdict() == Verdict.PROBLEM);
    if (!evidence.isStationary() && !broken) {
      findings.add(notConverged(evidence));
    }
    findings.addAll(DeadParameters.in(evidence));
    NegativeCurvature.in(evidence).stream()
        .filter(each -> !(broken && each.verdict() == Verdict.OK))
        .forEach(findings::add);
    findings.addAll(DuplicateUnits.in(evidence));
    findings.addAll(FlatDirections.in(evidence));
    findings.addAll(Conditioning.in(evidence));
    if (findings.isEmpty()) {
      findings.add(nothing(evidence));
    }
  }

  private static Finding notConverged(Evidence evidence) {
    Evidence.Point point = evidence.point();
    double step = point.gradientNorm() / evidence.largest();
    String far =
        point.parameterNorm() > 0
            ? NumberFormat.text(100 * step / point.parameterNorm()) + " % of their norm"
            : NumberFormat.text(step) + ", from zero";
    return new Finding(
        Verdict.WARNING,
        "The parameters are not at a stationary point",
        "The gradient norm is "
            + NumberFormat.text(point.gradientNorm())
            + (evidence.largest() > 0
                ? "; a gradient step scaled by the largest curvature, %s, would still move the parameters by %s."
                    .formatted(NumberFormat.text(evidence.largest()), far)
                : ", and there is no curvature."),
        "Train further before you interpret standard errors or minima.",
        List.of());
  }

  private static Finding nothing(Evidence evidence) {
    boolean told = evidence.matrix().tellsSaddles();
    return new Finding(
        Verdict.OK,
        "Nothing stands out",
        (evidence.diagonal().length == 0
                ? "No known curvature is negative"
                : "No dead unit, no input without effect"
                    + (told ? ", no negative entry on the diagonal" : ""))
            + ", and the gradient is small (norm "
            + NumberFormat.text(evidence.point().gradientNorm())
            + ").",
        evidence.eigen().whole()
            ? ""
            : "Saddle points and parameters that are not identifiable may show only in the"
                + " eigenvalues, which this job did not compute.",
        List.of());
  }
}
