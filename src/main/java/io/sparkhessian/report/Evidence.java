package io.sparkhessian.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The numbers that a {@link Diagnosis} is made from; what is not known is an empty array.
 *
 * @param names the name of a parameter by its index
 * @param diagonal of the matrix
 * @param largestBeside for each row the largest absolute value beside the diagonal
 * @param ridge what the regulariser adds to each entry of the diagonal
 * @param freeShifts directions that change no probability whatever the data, each as the parameters
 *     to which the same number is added: those of all outputs of a softmax
 * @param pairs of parameters whose 2 × 2 minor is zero, where there is no whole spectrum
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Evidence(
    MatrixKind matrix,
    List<Layer> layers,
    IntFunction<String> names,
    double[] diagonal,
    double[] largestBeside,
    double[] ridge,
    Point point,
    Eigen eigen,
    List<int[]> freeShifts,
    List<int[]> pairs) {
  /** Beside the largest curvature, what is smaller than this share of it counts as zero. */
  public static final double NOTHING = 1e-9;

  /**
   * The parameters at which the matrix was taken.
   *
   * @param gradientNorm Euclidean
   * @param parameterNorm Euclidean
   * @param slopes the gradient's entries without what the regulariser gives
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Point(double gradientNorm, double parameterNorm, double[] slopes) {}

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
    freeShifts = List.copyOf(freeShifts);
    pairs = List.copyOf(pairs);
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

  /** Whether the loss does not depend on this parameter at all, up to second order. */
  boolean flat(int index) {
    double nothing = NOTHING * 1e-3 * largest();
    double own = ridge.length == 0 ? 0 : ridge[index];
    double[] slopes = point.slopes();
    return Math.abs(diagonal[index]) <= own * (1 + NOTHING) + nothing
        && diagonal[index] >= own * (1 - NOTHING) - nothing
        && (largestBeside.length == 0 || largestBeside[index] <= nothing)
        && (slopes.length == 0
            || slopes[index] <= nothing * Math.max(point.parameterNorm(), Double.MIN_NORMAL));
  }

  /** How many flat directions there are by nature: those of dead parameters and free shifts. */
  public int explainedFlat() {
    boolean[] dead = dead();
    long shifts = freeShifts.stream().filter(shift -> isLive(shift, dead)).count();
    return (int) (shifts + IntStream.range(0, dead.length).filter(i -> dead[i]).count());
  }

  /** Of each parameter whether the loss does not depend on it. */
  boolean[] dead() {
    boolean[] dead = new boolean[diagonal.length];
    for (int i = 0; i < dead.length; i++) {
      dead[i] = flat(i);
    }
    return dead;
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
