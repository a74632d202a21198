package io.sparkhessian.run;

import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.job.Job;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.quantity.Computation;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.quantity.check.VerificationTasks;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Checks a stored result against its job: the loss, the gradient and other cheap quantities against
 * a recomputation, random parts of the result against central differences of the gradient.
 */
public final class Verification {
  private final JavaSparkContext spark;
  private final LoadedJob loaded;
  private final Registry registry;
  private final Computation<?> computation;

  public Verification(JavaSparkContext spark, Registry registry, LoadedJob loaded) {
    this.spark = spark;
    this.registry = registry;
    this.loaded = loaded;
    this.computation = registry.chosen(loaded.job()).computation(loaded);
  }

  /** Whether the job, its parameters and its data still have the fingerprint of the result. */
  public boolean sameInput(Manifest manifest) {
    return manifest.fingerprint().equals(Fingerprint.of(loaded));
  }

  /**
   * Checks the manifest and parameters.csv against the job.
   *
   * @throws io.sparkhessian.Failure that names the field or file that differs
   */
  public void requireInput(OutputDirectory out, Manifest manifest) throws IOException {
    Job stated = InputFingerprint.job(registry, out, manifest);
    InputFingerprint.requireManifest(out, manifest, stated, loaded, computation.plan());
    InputFingerprint.requireParameters(out, loaded);
  }

  /**
   * Checks the numbers.
   *
   * @param count number of random rows or vectors
   * @param seed of the random choice
   */
  public Findings check(OutputDirectory out, Manifest manifest, int count, long seed)
      throws IOException {
    KernelChoice choice = KernelChoice.parse(spark.getConf().get(KernelChoice.SETTING, "auto"));
    try (VerificationTasks tasks = new VerificationTasks(spark, loaded, choice)) {
      Findings findings =
          computation.check(loaded, out, manifest).run(tasks, count, new Random(seed));
      return findings.acrossKinks(tasks.kinks());
    }
  }
}
