package io.sparkhessian.quantity.report;

import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.job.DataSpec;
import io.sparkhessian.job.Job;
import java.util.List;

/** What the features of a result are called. */
final class FeatureNames {
  private FeatureNames() {}

  /** None where the manifest, as that of an earlier version, and the job do not say it. */
  static List<String> of(Job job, Manifest manifest) {
    if (manifest.plan().get(LayerEntries.FEATURES) instanceof List<?> names) {
      return names.stream().map(String::valueOf).toList();
    }
    return job.data().map(DataSpec::features).orElse(List.of());
  }
}
