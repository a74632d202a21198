package io.sparkhessian.curvature.spectral;

import io.sparkhessian.linalg.Eigenpairs;
import io.sparkhessian.linalg.Eigensolver;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Ritz pairs: eigenpairs of the operator projected on a Lanczos basis, the most extreme first. */
final class Ritz {
  private final double[] values;

  /** Coefficients in terms of the basis, one row per pair. */
  private final DMatrixRMaj coefficients;

  /** Coupling of each pair with the space outside the basis, which is its residual. */
  private final double[] residuals;

  private final SpectrumEnd end;
  private final double scale;

  Ritz(LanczosState state, SpectrumEnd end) {
    this.end = end;
    int n = state.projected();
    Eigenpairs pairs = Eigensolver.plainJava().pairs(state.projection(), 0, n);
    double beta = state.spansAll() ? 0 : state.betas()[n - 1];
    values = new double[n];
    coefficients = new DMatrixRMaj(n, n);
    residuals = new double[n];
    Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> -end.extremeness(pairs.values()[i])));
    for (int i = 0; i < n; i++) {
      values[i] = pairs.values()[order[i]];
      System.arraycopy(pairs.vectors().data, order[i] * n, coefficients.data, i * n, n);
      residuals[i] = beta * coefficients.get(i, n - 1);
    }
    scale = Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  int size() {
    return values.length;
  }

  /** The most extreme eigenvalues. */
  double[] values(int count) {
    return Arrays.copyOf(values, count);
  }

  /** The coefficients of the most extreme pairs. */
  DMatrixRMaj coefficients(int count) {
    return new DMatrixRMaj(count, size(), true, Arrays.copyOf(coefficients.data, count * size()));
  }

  /** The couplings of the most extreme pairs. */
  double[] couplings(int count) {
    return Arrays.copyOf(residuals, count);
  }

  double residual(int pair) {
    return Math.abs(residuals[pair]);
  }

  /** Difference in extremeness between a pair and the pair before it. */
  double gap(int pair) {
    return end.extremeness(values[pair - 1]) - end.extremeness(values[pair]);
  }

  /** An estimate of |λ|max. */
  double scale() {
    return scale;
  }

  /** Number of leading pairs whose residual is at most {@code tolerance} relative to the scale. */
  int converged(double tolerance) {
    int count = 0;
    while (count < size() && Math.abs(residuals[count]) <= tolerance * scale) {
      count++;
    }
    return count;
  }
}
