package io.sparkhessian.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Says in words what second derivatives tell about a model. */
public final class Diagnosis {
  private Diagnosis() {}

  /** What stands out, worst first. */
  public static List<Finding> of(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(DeadParameters.in(evidence));
    findings.addAll(NegativeCurvature.in(evidence));
    findings.addAll(FlatDirections.in(evidence));
    if (!evidence.standsStill()) {
      findings.add(notConverged(evidence));
    }
    findings.sort(Comparator.comparing(Finding::verdict).reversed());
    return findings;
  }

  private static Finding notConverged(Evidence evidence) {
    return new Finding(
        Verdict.WARNING,
        "The parameters are not at a stationary point",
        "The gradient norm is %s; a step of the length that the largest curvature, %s, allows would"
                .formatted(Shown.text(evidence.gradientNorm()), Shown.text(evidence.largest()))
            + " still move the parameters by "
            + Shown.text(
                100 * evidence.gradientNorm() / evidence.largest() / evidence.parameterNorm())
            + " % of their norm.",
        "Train on before reading standard errors or minima into the Hessian.",
        List.of());
  }
}
