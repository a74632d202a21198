package io.sparkhessian.quantity.report;

import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.job.Job;
import java.util.List;

/** The names of the features of a result. */
final class FeatureNames {
  private FeatureNames() {}

  /** Returns no names where neither the manifest, as of earlier versions, nor the job has them. */
  static List<String> of(Job job, Manifest manifest) {
    if (manifest.plan().get(LayerEntries.FEATURES) instanceof List<?> names) {
      return names.stream().map(String::valueOf).toList();
    }
    return job.data().flatMap(data -> data.roles().features()).orElse(List.of());
  }
}
