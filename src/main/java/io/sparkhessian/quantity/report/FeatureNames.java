package io.sparkhessian.quantity.report;

import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.job.DataSpec;
import io.sparkhessian.job.Job;
import java.util.List;

/** Names of the features of a result. */
final class FeatureNames {
  private FeatureNames() {}

  /** Returns the names; empty if neither the manifest nor the job lists them. */
  static List<String> of(Job job, Manifest manifest) {
    if (manifest.plan().get(LayerEntries.FEATURES) instanceof List<?> names) {
      return names.stream().map(String::valueOf).toList();
    }
    return job.data().map(DataSpec::features).orElse(List.of());
  }
}
