package io.sparkhessian.spark.run;

import io.sparkhessian.io.Manifest;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.spark.check.ApproximationCheck;
import io.sparkhessian.spark.check.Check;
import io.sparkhessian.spark.check.CheckingTasks;
import io.sparkhessian.spark.check.DiagonalCheck;
import io.sparkhessian.spark.check.Findings;
import io.sparkhessian.spark.check.InputCheck;
import io.sparkhessian.spark.check.MatrixCheck;
import io.sparkhessian.spark.check.ProductsCheck;
import io.sparkhessian.spark.check.SolveCheck;
import io.sparkhessian.spark.check.SpectrumCheck;
import io.sparkhessian.spark.check.TraceCheck;
import io.sparkhessian.spark.compute.ApproximationComputation;
import io.sparkhessian.spark.compute.Computation;
import io.sparkhessian.spark.compute.DiagonalComputation;
import io.sparkhessian.spark.compute.InputComputation;
import io.sparkhessian.spark.compute.ProductsComputation;
import io.sparkhessian.spark.compute.TilesComputation;
import io.sparkhessian.spark.operators.SolveComputation;
import io.sparkhessian.spark.operators.SpectrumComputation;
import io.sparkhessian.spark.operators.TraceComputation;
import io.sparkhessian.spark.problem.LoadedJob;
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
    StatedInput.requireManifest(out, manifest, loaded, Computations.of(loaded).plan());
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
      Findings findings = check(out, manifest).run(tasks, count, new Random(seed));
      return findings.acrossKinks(tasks.kinks());
    }
  }

  private Check check(OutputDirectory out, Manifest manifest) {
    Computation computation = Computations.of(loaded);
    if (computation instanceof DiagonalComputation diagonal) {
      return new DiagonalCheck(diagonal, loaded, out, manifest);
    }
    if (computation instanceof SpectrumComputation spectrum) {
      return new SpectrumCheck(spectrum, loaded, out, manifest);
    }
    if (computation instanceof TraceComputation trace) {
      return new TraceCheck(trace, loaded, out, manifest);
    }
    if (computation instanceof SolveComputation solve) {
      return new SolveCheck(solve, loaded, out, manifest);
    }
    if (computation instanceof ProductsComputation products) {
      return new ProductsCheck(products, loaded, out, manifest);
    }
    if (computation instanceof InputComputation inputs) {
      return new InputCheck(inputs, loaded, out, manifest);
    }
    if (computation instanceof ApproximationComputation approximation) {
      return new ApproximationCheck(approximation, loaded, out, manifest);
    }
    return new MatrixCheck((TilesComputation) computation, loaded, out, manifest);
  }
}
