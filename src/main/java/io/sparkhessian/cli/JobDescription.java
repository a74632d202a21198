package io.sparkhessian.cli;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.evaluate.FeatureShape;
import io.sparkhessian.job.Job;
import io.sparkhessian.job.ObjectiveSpec;
import java.util.Locale;
import java.util.stream.Collectors;

/** One-line descriptions of a job's objective and features. */
final class JobDescription {
  private JobDescription() {}

  static String objective(Job job) {
    ObjectiveSpec spec = job.objective();
    String model =
        switch (spec.type()) {
          case MLP ->
              "mlp %s, %s, %s"
                  .formatted(
                      spec.layers().stream().map(String::valueOf).collect(Collectors.joining("-")),
                      word(spec.activation()),
                      word(spec.loss()));
          case CLASS -> spec.className().orElseThrow();
          default -> word(spec.type());
        };
    String penalty = job.l2() == 0 ? "" : ", l2 " + job.l2();
    return model
        + (job.data().isPresent()
            ? ", " + word(job.reduction()) + " over " + job.data().get().path()
            : "")
        + penalty;
  }

  /** Returns the number of features and whether they are sparse. */
  static String features(FeatureShape features) {
    String all = Amounts.counted(features.columns(), "feature");
    return features.sparse()
        ? "%s, sparse with about %s per sample"
            .formatted(all, Amounts.counted(features.stored(), "nonzero"))
        : all;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
