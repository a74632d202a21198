package io.sparkhessian.report.diagnosis;

import io.sparkhessian.report.figure.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Says in words what second derivatives tell about a model. */
public final class Diagnosis {
  private Diagnosis() {}

  /** What stands out, worst first. */
  public static List<Finding> of(Evidence evidence) {
    return of(evidence, List.of());
  }

  /**
   * What stands out, worst first.
   *
   * @param others that were found already
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
    if (!evidence.standsStill() && !broken) {
      findings.add(notConverged(evidence));
    }
    findings.addAll(DeadParameters.in(evidence));
    NegativeCurvature.in(evidence).stream()
        .filter(each -> !(broken && each.verdict() == Verdict.FINE))
        .forEach(findings::add);
    findings.addAll(EqualUnits.in(evidence));
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
            ? Shown.text(100 * step / point.parameterNorm()) + " % of their norm"
            : Shown.text(step) + ", from zero";
    return new Finding(
        Verdict.WARNING,
        "The parameters are not at a stationary point",
        "The gradient norm is "
            + Shown.text(point.gradientNorm())
            + (evidence.largest() > 0
                ? "; a step of the length that the largest curvature, %s, allows would still move the parameters by %s."
                    .formatted(Shown.text(evidence.largest()), far)
                : ", and there is no curvature."),
        "Train on before reading standard errors or minima into these numbers.",
        List.of());
  }

  private static Finding nothing(Evidence evidence) {
    boolean told = evidence.matrix().tellsSaddles();
    return new Finding(
        Verdict.FINE,
        "Nothing stands out",
        (evidence.diagonal().length == 0
                ? "What is known of the curvature is not negative"
                : "No dead unit, no input without effect"
                    + (told ? ", no negative entry on the diagonal" : ""))
            + ", and the gradient is small, its norm is "
            + Shown.text(evidence.point().gradientNorm())
            + ".",
        evidence.eigen().whole()
            ? ""
            : "Saddles and parameters that can be traded against each other may show in the"
                + " eigenvalues alone, which were not computed here.",
        List.of());
  }
}
