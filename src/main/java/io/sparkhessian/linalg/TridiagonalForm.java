package io.sparkhessian.linalg;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.netlib.util.intW;

/**
 * A symmetric matrix reduced to a tridiagonal one, which takes most of the time: all eigenvalues
 * and some eigenvectors follow from it at once, whichever the eigenvalues say are of interest.
 */
public final class TridiagonalForm {
  /** Columns that are reduced, and reflectors that are applied, at a time. */
  private static final int BLOCK = 64;

  private static final int WORK = 18;
  private static final int INTEGERS = 10;

  private final TridiagonalRoutines routines;
  private final int n;
  private final double scale;
  private final double[] reflectors;
  private final double[] scales;
  private final double[] diagonal;
  private final double[] beside;

  /**
   * Reduces it.
   *
   * @param symmetric is written over
   */
  TridiagonalForm(TridiagonalRoutines routines, DMatrixRMaj symmetric) {
    this.routines = routines;
    n = symmetric.numRows;
    reflectors = symmetric.data;
    scale = scale(reflectors, n * n);
    for (int i = 0; i < n * n; i++) {
      reflectors[i] /= scale; // squares of huge and of tiny numbers are no numbers
    }
    diagonal = new double[n];
    beside = new double[n]; // one more than there are, to work in
    scales = new double[n];
    routines.reduce(n, reflectors, diagonal, beside, scales, new double[BLOCK * n]);
  }

  private static double scale(double[] numbers, int count) {
    double largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, Math.abs(numbers[i]));
    }
    return largest == 0 ? 1 : largest;
  }

  /** All eigenvalues, ascending. */
  public double[] values() {
    double[] values = diagonal.clone();
    intW info = new intW(0);
    routines.values(n, values, beside.clone(), info);
    require("dsterf", info);
    return scaled(values);
  }

  /** The pairs {@code from} to {@code to − 1} in ascending order of the eigenvalues. */
  public Eigenpairs pairs(int from, int to) {
    if (from < 0 || from >= to || to > n) {
      throw new IllegalArgumentException("pairs %d to %d of %d".formatted(from, to, n));
    }
    int count = to - from;
    double[] values = new double[n];
    double[] vectors = new double[Math.multiplyExact(count, n)];
    intW info = new intW(0);
    routines.pairs(
        n,
        diagonal.clone(),
        beside.clone(),
        from + 1,
        to,
        values,
        vectors,
        new double[WORK * n],
        new int[INTEGERS * n],
        info);
    require("dstemr", info);
    routines.back(n, count, reflectors, scales, vectors, new double[BLOCK * n]);
    return new Eigenpairs(
        scaled(Arrays.copyOf(values, count)), DMatrixRMaj.wrap(count, n, vectors));
  }

  private double[] scaled(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= scale;
    }
    return values;
  }

  private void require(String routine, intW info) {
    if (info.val != 0) {
      throw new IllegalStateException(
          "%s ends with %d for a matrix of %d".formatted(routine, info.val, n));
    }
  }
}
