package io.sparkhessian.quantity.report;

import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.job.Job;
import io.sparkhessian.objective.Reduction;
import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.diagnosis.Verdict;
import io.sparkhessian.report.figure.NumberFormat;
import java.util.List;
import java.util.Optional;

/** Detects perfect separation of the classes, for which the loss has no minimum. */
public final class Separation {
  private Separation() {}

  /**
   * Where all samples together lose less than log 2, each has a probability above one half. Then
   * the loss falls as the last layer grows, without end. An offset does not grow with it.
   */
  public static Optional<Finding> in(Job job, Manifest manifest) {
    boolean ofClasses = job.objective().canSeparate();
    double all =
        job.reduction() == Reduction.MEAN ? manifest.loss() * manifest.samples() : manifest.loss();
    boolean weighted = job.data().flatMap(data -> data.roles().weight()).isPresent();
    boolean offset = job.data().filter(data -> !data.roles().offsets().isEmpty()).isPresent();
    if (!ofClasses
        || weighted
        || offset
        || job.l2() > 0
        || manifest.samples() == 0
        || all >= Math.log(2)) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Verdict.PROBLEM,
            "The classes are separated perfectly, so there is no minimum",
            "The total loss of all %s samples is %s, below log 2, so every sample is classified correctly. The loss keeps falling as the parameters grow, and the curvature tends to zero."
                .formatted(NumberFormat.text(manifest.samples()), NumberFormat.text(all)),
            "Add l2, or drop the feature that determines the class. Standard errors are meaningless"
                + " here.",
            List.of()));
  }
}
