package io.sparkhessian.report.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The numbers behind a {@link Diagnosis}; unknown numbers are an empty array.
 *
 * @param diagonal of the matrix
 * @param largestOffDiagonal largest absolute off-diagonal value of each row
 * @param ridge the regulariser's contribution to each diagonal entry
 * @param scaled eigenvalues of the matrix scaled to a unit diagonal, which do not depend on the
 *     units of measurement of the inputs
 * @param pairs of parameters whose 2 × 2 minor is zero, where the whole spectrum is unknown
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Evidence(
    MatrixKind matrix,
    Model model,
    double[] diagonal,
    double[] largestOffDiagonal,
    double[] ridge,
    Point point,
    Eigen eigen,
    Eigen scaled,
    List<int[]> pairs) {
  /** Curvature below this share of the largest one counts as zero. */
  public static final double NEGLIGIBLE = 1e-9;

  /**
   * The parameters at which the matrix was evaluated.
   *
   * @param gradientNorm Euclidean
   * @param parameterNorm Euclidean
   * @param slopes the gradient without the regulariser's part
   * @param values the parameters themselves
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Point(
      double gradientNorm, double parameterNorm, double[] slopes, double[] values) {}

  /**
   * The known eigenvalues of the matrix.
   *
   * @param values all or some eigenvalues, in ascending order
   * @param whole whether {@code values} holds all eigenvalues
   * @param lowest squared components of the eigenvector of the smallest eigenvalue
   * @param flat for each parameter, the sum of its squared components over the eigenvectors of
   *     {@linkplain #isFlat flat} eigenvalues
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Eigen(double[] values, boolean whole, double[] lowest, double[] flat) {
    /** No known eigenvalue. */
    public static final Eigen UNKNOWN =
        new Eigen(new double[0], false, new double[0], new double[0]);

    /** The largest known absolute eigenvalue. */
    double largest() {
      return Evidence.largest(values);
    }

    /**
     * Whether an eigenvalue is zero apart from the regulariser.
     *
     * @param largest the largest curvature
     * @param ridge the regulariser's largest contribution
     */
    public static boolean isFlat(double value, double largest, double ridge) {
      double zero = NEGLIGIBLE * largest;
      return Math.abs(value) <= zero || Math.abs(value - ridge) <= zero;
    }
  }

  public Evidence {
    pairs = List.copyOf(pairs);
  }

  /** Returns this evidence with all eigenvalues, of the matrix and of the scaled matrix. */
  public Evidence with(Eigen wholeOnes, Eigen scaledOnes) {
    return new Evidence(
        matrix,
        model,
        diagonal,
        largestOffDiagonal,
        ridge,
        point,
        wholeOnes,
        scaledOnes,
        List.of());
  }

  /** The largest known curvature. */
  public double largest() {
    return Math.max(largest(diagonal), largest(eigen.values()));
  }

  /** The regulariser's largest contribution to a diagonal entry. */
  public double largestRidge() {
    return largest(ridge);
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  /**
   * Whether the loss does not depend on a parameter, up to second order. The threshold is far below
   * {@link #NEGLIGIBLE}: unreached parameters have exact zeros, and small units of measurement make
   * the curvature of an input small, but not zero.
   */
  IntPredicate flat() {
    double largest = largest();
    double nothing = NEGLIGIBLE * 1e-12 * largest;
    double noSlope =
        Math.max(NEGLIGIBLE * 1e-3 * largest * point.parameterNorm(), Double.MIN_NORMAL);
    double[] slopes = point.slopes();
    return index -> {
      double own = ridge.length == 0 ? 0 : ridge[index];
      return Math.abs(diagonal[index]) <= own * (1 + NEGLIGIBLE) + nothing
          && diagonal[index] >= own * (1 - NEGLIGIBLE) - nothing
          && (largestOffDiagonal.length == 0 || largestOffDiagonal[index] <= nothing)
          && (slopes.length == 0 || slopes[index] <= noSlope);
    };
  }

  /** Number of flat directions with a known cause: dead parameters and free shifts. */
  public int explainedFlat() {
    boolean[] dead = dead();
    double zero = NEGLIGIBLE * largest();
    long shifts = model.freeShifts().stream().filter(shift -> isLive(shift, dead)).count();
    long rows =
        IntStream.range(0, dead.length).filter(i -> dead[i] && Math.abs(bare(i)) <= zero).count();
    return (int) (shifts + rows);
  }

  /** Whether the loss does not, or hardly, depend on each parameter. */
  boolean[] dead() {
    boolean[] dead = NearlyDeadUnits.parameters(this);
    IntPredicate flat = flat();
    for (int i = 0; i < dead.length; i++) {
      dead[i] |= flat.test(i);
    }
    return dead;
  }

  /** A diagonal entry without the regulariser's contribution. */
  double bare(int index) {
    return diagonal[index] - (ridge.length == 0 ? 0 : ridge[index]);
  }

  /** Whether a shift involves a parameter that is not dead. */
  static boolean isLive(int[] shift, boolean[] dead) {
    return dead.length == 0 || Arrays.stream(shift).anyMatch(index -> !dead[index]);
  }

  /**
   * Whether a gradient step scaled by the largest curvature would hardly move the parameters. The
   * norm of parameters that are all zero counts as 1.
   */
  boolean isStationary() {
    double length = point.parameterNorm() > 0 ? point.parameterNorm() : 1;
    return point.gradientNorm() <= 1e-3 * largest() * length;
  }
}
