package io.sparkhessian.report.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The numbers that a {@link Diagnosis} is made from; what is not known is an empty array.
 *
 * @param diagonal of the matrix
 * @param largestBeside for each row the largest absolute value beside the diagonal
 * @param ridge what the regulariser adds to each entry of the diagonal
 * @param scaled eigenvalues of the matrix divided by the square roots of its diagonal, which do not
 *     depend on the units that the inputs are measured in
 * @param pairs of parameters whose 2 × 2 minor is zero, where there is no whole spectrum
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Evidence(
    MatrixKind matrix,
    Model model,
    double[] diagonal,
    double[] largestBeside,
    double[] ridge,
    Point point,
    Eigen eigen,
    Eigen scaled,
    List<int[]> pairs) {
  /** Beside the largest curvature, what is smaller than this share of it counts as zero. */
  public static final double NOTHING = 1e-9;

  /**
   * The parameters at which the matrix was taken.
   *
   * @param gradientNorm Euclidean
   * @param parameterNorm Euclidean
   * @param slopes the gradient's entries without what the regulariser gives
   * @param values the parameters themselves
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Point(
      double gradientNorm, double parameterNorm, double[] slopes, double[] values) {}

  /**
   * What is known of the matrix's eigenvalues.
   *
   * @param values all of them, or some, from small to large
   * @param whole whether those are all
   * @param lowest the squares of the eigenvector of the smallest eigenvalue
   * @param flat for each parameter the sum of the squares of its components in the eigenvectors of
   *     those that {@link #isFlat}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Eigen(double[] values, boolean whole, double[] lowest, double[] flat) {
    /** Nothing. */
    public static final Eigen UNKNOWN =
        new Eigen(new double[0], false, new double[0], new double[0]);

    /** The largest of those that are known. */
    double largest() {
      return Evidence.largest(values);
    }

    /**
     * Whether an eigenvalue is zero but for the regulariser.
     *
     * @param largest the largest curvature
     * @param ridge the most that the regulariser adds
     */
    public static boolean isFlat(double value, double largest, double ridge) {
      double zero = NOTHING * largest;
      return Math.abs(value) <= zero || Math.abs(value - ridge) <= zero;
    }
  }

  public Evidence {
    pairs = List.copyOf(pairs);
  }

  /** The same with eigenvalues, whole and of the scaled matrix. */
  public Evidence with(Eigen wholeOnes, Eigen scaledOnes) {
    return new Evidence(
        matrix, model, diagonal, largestBeside, ridge, point, wholeOnes, scaledOnes, List.of());
  }

  /** The largest curvature that is known. */
  public double largest() {
    return Math.max(largest(diagonal), largest(eigen.values()));
  }

  /** The most that the regulariser adds. */
  public double largestRidge() {
    return largest(ridge);
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  /**
   * On which parameters the loss does not depend at all, up to second order. What no sample reaches
   * is zero without rounding; an input may be measured in units that make it small.
   */
  IntPredicate flat() {
    double largest = largest();
    double nothing = NOTHING * 1e-12 * largest;
    double noSlope = Math.max(NOTHING * 1e-3 * largest * point.parameterNorm(), Double.MIN_NORMAL);
    double[] slopes = point.slopes();
    return index -> {
      double own = ridge.length == 0 ? 0 : ridge[index];
      return Math.abs(diagonal[index]) <= own * (1 + NOTHING) + nothing
          && diagonal[index] >= own * (1 - NOTHING) - nothing
          && (largestBeside.length == 0 || largestBeside[index] <= nothing)
          && (slopes.length == 0 || slopes[index] <= noSlope);
    };
  }

  /** How many flat directions there are by nature: those of dead parameters and free shifts. */
  public int explainedFlat() {
    boolean[] dead = dead();
    double zero = NOTHING * largest();
    long shifts = model.freeShifts().stream().filter(shift -> isLive(shift, dead)).count();
    long rows =
        IntStream.range(0, dead.length).filter(i -> dead[i] && Math.abs(bare(i)) <= zero).count();
    return (int) (shifts + rows);
  }

  /** Of each parameter whether the loss does not depend on it, or hardly. */
  boolean[] dead() {
    boolean[] dead = FaintUnits.parameters(this);
    IntPredicate flat = flat();
    for (int i = 0; i < dead.length; i++) {
      dead[i] |= flat.test(i);
    }
    return dead;
  }

  /** An entry of the diagonal without what the regulariser adds. */
  double bare(int index) {
    return diagonal[index] - (ridge.length == 0 ? 0 : ridge[index]);
  }

  /** Whether a shift is more than one of dead parameters. */
  static boolean isLive(int[] shift, boolean[] dead) {
    return dead.length == 0 || Arrays.stream(shift).anyMatch(index -> !dead[index]);
  }

  /**
   * Whether a step along the gradient, as long as curvature allows, would hardly move the
   * parameters; those that are all zero have no scale of their own, and are held to be about one.
   */
  boolean standsStill() {
    double length = point.parameterNorm() > 0 ? point.parameterNorm() : 1;
    return point.gradientNorm() <= 1e-3 * largest() * length;
  }
}
