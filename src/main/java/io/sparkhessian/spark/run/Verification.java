package io.sparkhessian.spark.run;

import io.sparkhessian.io.Manifest;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.job.Compute;
import io.sparkhessian.linalg.KernelChoice;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.ejml.data.DMatrixRMaj;

/**
 * Checks a stored result against its job: K random rows against central differences of the
 * gradient, H·v for random v against Hessian-vector products, and the symmetry of those products,
 * which nothing enforces: what is stored is symmetric by construction.
 */
public final class Verification {
  /** Central differences are good to about ε^(2/3) of the largest entry. */
  private static final double DIFFERENCES = 1e-5;

  private static final double PRODUCTS = 1e-9;
  private static final int RANDOM_VECTORS = 2;

  private final JavaSparkContext spark;
  private final LoadedJob loaded;

  /**
   * What was found; every error is relative to the largest number it is compared with.
   *
   * @param rows the rows that were looked at
   * @param rowError stored rows against differences of the gradient
   * @param products stored H·v against Hessian-vector products; not looked at for a diagonal
   * @param symmetry |uᵀ(Hv) − vᵀ(Hu)| of Hessian-vector products; not looked at for a diagonal
   */
  public record Findings(
      List<Integer> rows, double rowError, OptionalDouble products, OptionalDouble symmetry) {
    /** Whether every number that was looked at is what it has to be; a NaN is not. */
    public boolean good() {
      return rowError <= DIFFERENCES && small(products) && small(symmetry);
    }

    private static boolean small(OptionalDouble error) {
      return error.isEmpty() || error.getAsDouble() <= PRODUCTS;
    }

    /** {@link #products} to be shown; NaN where there is none. */
    public double productError() {
      return products.orElse(Double.NaN);
    }

    /** {@link #symmetry} to be shown; NaN where there is none. */
    public double symmetryDefect() {
      return symmetry.orElse(Double.NaN);
    }
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
   * Checks the numbers.
   *
   * @param count how many rows, K
   * @param seed of the choice of rows and vectors
   */
  public Findings check(OutputDirectory out, Manifest manifest, int count, long seed)
      throws IOException {
    Random random = new Random(seed);
    int size = loaded.problem().layout().size();
    List<Integer> rows =
        random.ints(0, size).distinct().limit(Math.min(count, size)).sorted().boxed().toList();
    KernelChoice choice = KernelChoice.parse(spark.getConf().get(KernelChoice.SETTING, "auto"));
    try (CheckingTasks tasks = new CheckingTasks(spark, loaded, choice)) {
      return check(out, manifest, tasks, rows, random);
    }
  }

  private Findings check(
      OutputDirectory out,
      Manifest manifest,
      CheckingTasks tasks,
      List<Integer> rows,
      Random random)
      throws IOException {
    int size = loaded.problem().layout().size();
    DMatrixRMaj expected = tasks.differences(rows);
    if (loaded.job().compute() == Compute.DIAGONAL) {
      return diagonal(tasks.diagonal(out), expected, rows);
    }
    DMatrixRMaj vectors = new DMatrixRMaj(rows.size() + RANDOM_VECTORS, size);
    for (int k = 0; k < rows.size(); k++) {
      vectors.set(k, rows.get(k), 1);
    }
    for (int i = rows.size() * size; i < vectors.getNumElements(); i++) {
      vectors.data[i] = random.nextGaussian();
    }
    DMatrixRMaj stored = tasks.storedTimes(out, manifest, vectors);
    DMatrixRMaj probes = lastRows(vectors, RANDOM_VECTORS);
    DMatrixRMaj products = tasks.products(probes);
    return new Findings(
        rows,
        relativeError(firstRows(stored, rows.size()), expected),
        OptionalDouble.of(relativeError(lastRows(stored, RANDOM_VECTORS), products)),
        OptionalDouble.of(symmetryDefect(probes, products)));
  }

  private static Findings diagonal(double[] stored, DMatrixRMaj expected, List<Integer> rows) {
    DMatrixRMaj found = new DMatrixRMaj(rows.size(), 1);
    DMatrixRMaj sampled = new DMatrixRMaj(rows.size(), 1);
    for (int k = 0; k < rows.size(); k++) {
      found.set(k, 0, stored[rows.get(k)]);
      sampled.set(k, 0, expected.get(k, rows.get(k)));
    }
    return new Findings(
        rows, relativeError(found, sampled), OptionalDouble.empty(), OptionalDouble.empty());
  }

  static double symmetryDefect(DMatrixRMaj vectors, DMatrixRMaj products) {
    double uhv = dot(vectors, 0, products, 1);
    double vhu = dot(vectors, 1, products, 0);
    double scale =
        Math.sqrt(dot(vectors, 0, vectors, 0)) * Math.sqrt(dot(products, 1, products, 1));
    return scale == 0 ? 0 : Math.abs(uhv - vhu) / scale;
  }

  private static double dot(DMatrixRMaj left, int i, DMatrixRMaj right, int j) {
    double sum = 0;
    for (int column = 0; column < left.numCols; column++) {
      sum += left.get(i, column) * right.get(j, column);
    }
    return sum;
  }

  private static double relativeError(DMatrixRMaj found, DMatrixRMaj expected) {
    double scale = Math.max(largest(found), largest(expected));
    double error = 0;
    for (int i = 0; i < found.getNumElements(); i++) {
      error = Math.max(error, Math.abs(found.data[i] - expected.data[i]));
    }
    return scale == 0 ? 0 : error / scale;
  }

  private static double largest(DMatrixRMaj matrix) {
    return Arrays.stream(matrix.data, 0, matrix.getNumElements()).map(Math::abs).max().orElse(0);
  }

  private static DMatrixRMaj firstRows(DMatrixRMaj matrix, int count) {
    return new DMatrixRMaj(
        count, matrix.numCols, true, Arrays.copyOf(matrix.data, count * matrix.numCols));
  }

  private static DMatrixRMaj lastRows(DMatrixRMaj matrix, int count) {
    int from = (matrix.numRows - count) * matrix.numCols;
    int to = matrix.getNumElements();
    return new DMatrixRMaj(count, matrix.numCols, true, Arrays.copyOfRange(matrix.data, from, to));
  }
}
