package io.sparkhessian.run;

import io.sparkhessian.curvature.LossAndGradient;
import io.sparkhessian.distributed.plan.ManifestPlan;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.tasks.Backend;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.model.ModelFile;
import io.sparkhessian.quantity.report.LayerEntries;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;

/** Builds the manifest of a run before its report and commit. */
record ManifestDraft(JavaSparkContext spark, LoadedJob loaded, Plan plan, Phases phases) {
  private Map<String, String> inputs() throws IOException {
    Map<String, String> inputs = new LinkedHashMap<>();
    Configuration hadoop = spark.hadoopConfiguration();
    for (ModelFile file : loaded.modelFiles()) {
      inputs.put("objective " + file.path(), Location.of(hadoop, file.path()).absolute());
    }
    if (loaded.job().parameters().isPresent()) {
      inputs.put("parameters", Location.of(hadoop, loaded.job().parameters().get()).absolute());
    }
    if (loaded.job().data().isPresent()) {
      inputs.put("data", Location.of(hadoop, loaded.job().data().get().path()).absolute());
    }
    if (loaded.job().quantity().vectors().isPresent()) {
      inputs.put(
          "vectors", Location.of(hadoop, loaded.job().quantity().vectors().get()).absolute());
    }
    return inputs;
  }

  /**
   * Returns the manifest.
   *
   * @param known files whose checksums are already known
   * @param tasks seconds of each task, by stage
   */
  Manifest of(
      LossAndGradient gradient,
      Backend backend,
      String fingerprint,
      List<FileEntry> known,
      Map<String, List<Double>> tasks)
      throws IOException {
    Map<String, Object> planned = new LinkedHashMap<>(ManifestPlan.of(plan));
    planned.putAll(LayerEntries.of(loaded));
    return new Manifest(
        Manifest.FORMAT_VERSION,
        Versions.application(),
        loaded.job().resolved(),
        inputs(),
        fingerprint,
        plan.parameters(),
        plan.samples(),
        plan.tile(),
        plan.tasks().size(),
        gradient.loss(),
        gradient.norm(),
        planned,
        Versions.all(spark, backend.name()),
        backend.name(),
        phases.times(tasks),
        known);
  }
}
