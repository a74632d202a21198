package io.sparkhessian.quantity.report;

import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.job.DataSpec;
import io.sparkhessian.job.Job;
import io.sparkhessian.job.ObjectiveType;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.Reduction;
import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.diagnosis.Verdict;
import io.sparkhessian.report.figure.Shown;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Detects perfect separation of the classes, for which the loss has no minimum. */
public final class Separation {
  private Separation() {}

  /**
   * Returns a finding if the total loss is below log 2: then every sample has a probability above
   * one half, and the loss keeps falling as the last layer grows.
   */
  public static Optional<Finding> in(Job job, Manifest manifest) {
    boolean classification =
        job.objective().type() != ObjectiveType.CLASS
            && Set.of(Loss.LOGISTIC, Loss.CROSS_ENTROPY).contains(job.objective().loss());
    double all =
        job.reduction() == Reduction.MEAN ? manifest.loss() * manifest.samples() : manifest.loss();
    boolean weighted = job.data().flatMap(DataSpec::weight).isPresent();
    if (!classification || weighted || job.l2() > 0 || manifest.samples() == 0 || all >= Math.log(2)) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Verdict.PROBLEM,
            "The classes are separated perfectly, so there is no minimum",
            "The total loss of all %s samples is %s, below log 2, so every sample is classified correctly. The loss keeps falling as the parameters grow, and the curvature tends to zero."
                .formatted(Shown.text(manifest.samples()), Shown.text(all)),
            "Add l2, or drop the feature that determines the class. Standard errors are meaningless"
                + " here.",
            List.of()));
  }
}
