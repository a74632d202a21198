package io.sparkhessian.spark.run;

import io.sparkhessian.curvature.LossAndGradient;
import io.sparkhessian.io.Manifest;
import io.sparkhessian.io.Npy;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.job.Compute;
import io.sparkhessian.linalg.KernelChoice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.ejml.data.DMatrixRMaj;

/**
 * Checks a stored result against its job: loss, gradient, diagonal and hessian.npy against the same
 * computed or read again, K random rows against central differences of the gradient, H·v for random
 * v against Hessian-vector products, and the symmetry of those products, which nothing enforces:
 * what is stored is symmetric by construction.
 */
public final class Verification {
  /** Central differences are good to about ε^(2/3) of the largest entry. */
  private static final double DIFFERENCES = 1e-5;

  private static final double PRODUCTS = 1e-9;
  private static final int RANDOM_VECTORS = 2;

  /** Of curvature times parameters: a smaller loss or gradient has lost digits to cancellation. */
  private static final double ROUNDING_SHARE = 1e-3;

  private final JavaSparkContext spark;
  private final LoadedJob loaded;

  /**
   * What was found; every error is relative to the largest number it is compared with.
   *
   * @param rows the rows that were looked at
   * @param rowError stored rows against differences of the gradient
   * @param products stored H·v against Hessian-vector products; not looked at for a diagonal
   * @param symmetry |uᵀ(Hv) − vᵀ(Hu)| of Hessian-vector products; not looked at for a diagonal
   * @param recomputed what was compared with the same numbers computed or read again
   */
  public record Findings(
      List<Integer> rows,
      double rowError,
      OptionalDouble products,
      OptionalDouble symmetry,
      List<Recomputed> recomputed) {
    public Findings {
      recomputed = List.copyOf(recomputed);
    }

    /** Whether every number that was looked at is what it has to be; a NaN is not. */
    public boolean good() {
      return wrong().isEmpty();
    }

    /** What is not as it has to be. */
    public List<String> wrong() {
      List<String> wrong = new ArrayList<>();
      recomputed.stream().filter(each -> !each.good()).forEach(each -> wrong.add(each.what()));
      if (!(rowError <= DIFFERENCES)) {
        wrong.add("rows");
      }
      if (!small(products)) {
        wrong.add("products");
      }
      if (!small(symmetry)) {
        wrong.add("symmetry");
      }
      return wrong;
    }

    private static boolean small(OptionalDouble error) {
      return error.isEmpty() || error.getAsDouble() <= PRODUCTS;
    }

    /** The largest error of {@link #recomputed}; NaN where one is. */
    public double recomputedError() {
      return recomputed.stream().mapToDouble(Recomputed::error).reduce(0, Math::max);
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

  /**
   * A stored number, or a file of them, beside the same computed or read again.
   *
   * @param what the field of the manifest, or the file
   * @param error relative to the largest
   */
  public record Recomputed(String what, double error) {
    boolean good() {
      return error <= PRODUCTS;
    }

    /**
     * @param floor the least number that errors are relative to
     */
    static Recomputed of(String what, double[] stored, double[] computed, double floor) {
      if (stored.length != computed.length) {
        return new Recomputed(what, Double.NaN);
      }
      DMatrixRMaj found = DMatrixRMaj.wrap(1, stored.length, stored);
      DMatrixRMaj expected = DMatrixRMaj.wrap(1, computed.length, computed);
      return new Recomputed(what, relativeError(found, expected, floor));
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
    List<Recomputed> recomputed = firstOrder(out, manifest, tasks, largest(expected));
    if (loaded.job().compute() == Compute.DIAGONAL) {
      double[] stored = tasks.diagonal(out);
      recomputed.add(Recomputed.of("diagonal.npy", stored, diagonalAgain(), 0));
      return diagonal(stored, expected, rows, recomputed);
    }
    DMatrixRMaj vectors = new DMatrixRMaj(rows.size() + RANDOM_VECTORS, size);
    for (int k = 0; k < rows.size(); k++) {
      vectors.set(k, rows.get(k), 1);
    }
    for (int i = rows.size() * size; i < vectors.getNumElements(); i++) {
      vectors.data[i] = random.nextGaussian();
    }
    DMatrixRMaj stored = tasks.storedTimes(out, manifest, vectors);
    if (manifest.files().stream().anyMatch(file -> file.path().equals("hessian.npy"))) {
      DMatrixRMaj exported = tasks.exportedTimes(out, vectors);
      recomputed.add(new Recomputed("hessian.npy", relativeError(exported, stored, 0)));
    }
    DMatrixRMaj probes = lastRows(vectors, RANDOM_VECTORS);
    DMatrixRMaj products = tasks.products(probes);
    return new Findings(
        rows,
        relativeError(firstRows(stored, rows.size()), expected, 0),
        OptionalDouble.of(relativeError(lastRows(stored, RANDOM_VECTORS), products, 0)),
        OptionalDouble.of(symmetryDefect(probes, products)),
        recomputed);
  }

  /** Loss and gradient; where they vanish, what is left of them is rounding. */
  private List<Recomputed> firstOrder(
      OutputDirectory out, Manifest manifest, CheckingTasks tasks, double curvature)
      throws IOException {
    LossAndGradient again = tasks.lossAndGradient();
    double farthest = Arrays.stream(loaded.problem().parameters()).map(Math::abs).max().orElse(0);
    double floor = ROUNDING_SHARE * curvature * Math.max(1, farthest);
    double[] gradient = Npy.readVector(out.child("gradient.npy"));
    List<Recomputed> all = new ArrayList<>();
    all.add(number("loss", manifest.loss(), again.loss(), floor));
    all.add(number("gradientNorm", manifest.gradientNorm(), again.norm(), floor));
    all.add(Recomputed.of("gradient.npy", gradient, again.gradient(), floor));
    return all;
  }

  private static Recomputed number(String what, double stored, double computed, double floor) {
    return Recomputed.of(what, new double[] {stored}, new double[] {computed}, floor);
  }

  private double[] diagonalAgain() {
    Computation computation = Computation.of(loaded);
    KernelChoice choice = KernelChoice.parse(spark.getConf().get(KernelChoice.SETTING, "auto"));
    try (DistributedProblem problem =
        new DistributedProblem(spark, loaded.problem(), loaded.samples(), choice)) {
      return problem.diagonal(
          computation.diagonal().orElseThrow(), computation.plan(), Progress.Counter.of(spark));
    }
  }

  private static Findings diagonal(
      double[] stored, DMatrixRMaj expected, List<Integer> rows, List<Recomputed> recomputed) {
    DMatrixRMaj found = new DMatrixRMaj(rows.size(), 1);
    DMatrixRMaj sampled = new DMatrixRMaj(rows.size(), 1);
    for (int k = 0; k < rows.size(); k++) {
      found.set(k, 0, stored[rows.get(k)]);
      sampled.set(k, 0, expected.get(k, rows.get(k)));
    }
    return new Findings(
        rows,
        relativeError(found, sampled, 0),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        recomputed);
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

  private static double relativeError(DMatrixRMaj found, DMatrixRMaj expected, double floor) {
    double scale = Math.max(floor, Math.max(largest(found), largest(expected)));
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
