package io.sparkhessian.run;

import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.quantity.Computation;
import io.sparkhessian.quantity.check.Check;
import io.sparkhessian.quantity.check.CheckingTasks;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.quantity.diagonal.ApproximationCheck;
import io.sparkhessian.quantity.diagonal.ApproximationComputation;
import io.sparkhessian.quantity.diagonal.DiagonalCheck;
import io.sparkhessian.quantity.diagonal.DiagonalComputation;
import io.sparkhessian.quantity.inputs.InputCheck;
import io.sparkhessian.quantity.inputs.InputComputation;
import io.sparkhessian.quantity.matrix.MatrixCheck;
import io.sparkhessian.quantity.matrix.TilesComputation;
import io.sparkhessian.quantity.products.ProductsCheck;
import io.sparkhessian.quantity.products.ProductsComputation;
import io.sparkhessian.quantity.solve.SolveCheck;
import io.sparkhessian.quantity.solve.SolveComputation;
import io.sparkhessian.quantity.spectrum.SpectrumCheck;
import io.sparkhessian.quantity.spectrum.SpectrumComputation;
import io.sparkhessian.quantity.trace.TraceCheck;
import io.sparkhessian.quantity.trace.TraceComputation;
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
