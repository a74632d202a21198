package io.sparkhessian.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The numbers that a {@link Diagnosis} is made from; what is not known is an empty array.
 *
 * @param names the name of a parameter by its index
 * @param diagonal of the Hessian
 * @param largestBeside for each row the largest absolute value beside the diagonal
 * @param l2 what the regulariser adds to the diagonal
 * @param gradientNorm Euclidean
 * @param parameterNorm Euclidean
 * @param eigenvalues all of them, or some, from small to large
 * @param wholeSpectrum whether those are all
 * @param lowest the squares of the eigenvector of the smallest eigenvalue
 * @param flat for each parameter the sum of the squares of its components in the eigenvectors of
 *     eigenvalues that are zero beside the largest, up to what the regulariser adds
 * @param freeShifts how many directions change no probability whatever the data: adding the same to
 *     all outputs of a softmax
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Evidence(
    List<Layer> layers,
    IntFunction<String> names,
    double[] diagonal,
    double[] largestBeside,
    double l2,
    double gradientNorm,
    double parameterNorm,
    double[] eigenvalues,
    boolean wholeSpectrum,
    double[] lowest,
    double[] flat,
    int freeShifts) {
  /** Beside the largest curvature, what is smaller than this share of it counts as zero. */
  public static final double NOTHING = 1e-9;

  /** The largest curvature that is known. */
  double largest() {
    double diagonals = Arrays.stream(diagonal).map(Math::abs).max().orElse(0);
    double ends = Arrays.stream(eigenvalues).map(Math::abs).max().orElse(0);
    return Math.max(diagonals, ends);
  }

  /** Whether the loss does not depend on this parameter at all, up to second order. */
  boolean flat(int index) {
    boolean aloneZero =
        Math.abs(diagonal[index]) <= l2 * (1 + NOTHING) + NOTHING * 1e-3 * largest();
    return aloneZero
        && (largestBeside.length == 0 || largestBeside[index] <= NOTHING * 1e-3 * largest());
  }

  /** Whether a step along the gradient, as long as curvature allows, would hardly move. */
  boolean standsStill() {
    return gradientNorm <= 1e-3 * largest() * Math.max(parameterNorm, Double.MIN_NORMAL);
  }
}
