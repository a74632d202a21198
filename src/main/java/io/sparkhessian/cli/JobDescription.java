package io.sparkhessian.cli;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.evaluate.FeatureShape;
import io.sparkhessian.job.Job;
import io.sparkhessian.job.yaml.Choice;
import java.util.List;

/** One-line descriptions of a job's objective and features. */
final class JobDescription {
  private JobDescription() {}

  static String objective(Job job) {
    String penalty = job.l2() == 0 ? "" : ", l2 " + job.l2();
    return job.objective().description()
        + offset(job)
        + (job.data().isPresent()
            ? ", " + Choice.name(job.reduction()) + " over " + job.data().get().path()
            : "")
        + penalty;
  }

  private static String offset(Job job) {
    List<String> offsets = job.data().map(data -> data.roles().offsets()).orElse(List.of());
    return offsets.isEmpty() ? "" : ", offset " + String.join(" ", offsets);
  }

  /** Returns the number of features and whether they are sparse. */
  static String features(FeatureShape features) {
    String all = Amounts.counted(features.columns(), "feature");
    return features.sparse()
        ? "%s, sparse with about %s per sample"
            .formatted(all, Amounts.counted(features.stored(), "nonzero"))
        : all;
  }
}
