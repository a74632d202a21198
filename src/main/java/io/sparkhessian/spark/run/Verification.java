package io.sparkhessian.spark.run;

import io.sparkhessian.io.Manifest;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.job.Job;
import io.sparkhessian.linalg.KernelChoice;
import java.io.IOException;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Checks a stored result against its job: loss, gradient and whatever a second computation is cheap
 * for against that, and random parts of the result against central differences of the gradient.
 */
public final class Verification {
  private final JavaSparkContext spark;
  private final LoadedJob loaded;

  /** The check of one kind of result. */
  interface Check {
    /** Looks at {@code count} random parts and whatever else can be checked. */
    Findings run(CheckingTasks tasks, int count, Random random) throws IOException;
  }

  public Verification(JavaSparkContext spark, LoadedJob loaded) {
    this.spark = spark;
    this.loaded = loaded;
  }

  /** Whether the job, its parameters and its data are still those of the result. */
  public boolean sameInput(Manifest manifest) {
    return manifest.fingerprint().equals(Fingerprint.of(loaded));
  }

  /**
   * Checks what the manifest and parameters.csv say of the job.
   *
   * @throws io.sparkhessian.Failure that names what is not so
   */
  public void requireStatedInput(OutputDirectory out, Manifest manifest) throws IOException {
    StatedInput.requireManifest(out, manifest, loaded, Computation.of(loaded).plan());
    StatedInput.requireParameters(out, loaded);
  }

  /**
   * Checks the numbers.
   *
   * @param count how many rows, K
   * @param seed of the choice of rows and vectors
   */
  public Findings check(OutputDirectory out, Manifest manifest, int count, long seed)
      throws IOException {
    KernelChoice choice = KernelChoice.parse(spark.getConf().get(KernelChoice.SETTING, "auto"));
    try (CheckingTasks tasks = new CheckingTasks(spark, loaded, choice)) {
      return check(out, manifest).run(tasks, count, new Random(seed));
    }
  }

  private Check check(OutputDirectory out, Manifest manifest) {
    Job job = loaded.job();
    boolean approximate = job.approximation().isPresent();
    return switch (job.compute()) {
      case DIAGONAL -> new DiagonalCheck(loaded, out, manifest);
      case SPECTRUM -> new SpectrumCheck(loaded, out, manifest);
      case TRACE -> new TraceCheck(loaded, out, manifest);
      case SOLVE -> new SolveCheck(loaded, out, manifest);
      case HVP -> new ProductsCheck(loaded, out, manifest);
      case INPUT_HESSIAN, INPUT_LAPLACIAN -> new InputCheck(loaded, out, manifest);
      default ->
          approximate
              ? new ApproximationCheck(loaded, out, manifest)
              : new MatrixCheck(loaded, out, manifest);
    };
  }
}
