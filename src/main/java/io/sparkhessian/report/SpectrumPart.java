package io.sparkhessian.report;

import io.sparkhessian.io.StoredSpectrum;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The spectrum of the whole matrix, or of a block on its diagonal.
 *
 * @param name "all", or that of the block
 */
public record SpectrumPart(String name, StoredSpectrum spectrum) {

  /** Whether it has all eigenvalues. */
  boolean isWhole() {
    return spectrum.eigenvalues().length == spectrum.size();
  }

  /** The eigenvalues, or the points of the quadrature where there are none; ascending. */
  public double[] values() {
    return hasEigenvalues() ? spectrum.eigenvalues() : spectrum.points();
  }

  public boolean hasEigenvalues() {
    return spectrum.eigenvalues().length > 0;
  }

  /** How many eigenvalues each of the {@link #values} stands for. */
  double[] counts() {
    return hasEigenvalues()
        ? IntStream.range(0, spectrum.eigenvalues().length).mapToDouble(i -> 1).toArray()
        : Arrays.stream(spectrum.weights()).map(weight -> weight * spectrum.size()).toArray();
  }

  /** Whether all eigenvalues are known, one by one or by how densely they lie. */
  public boolean isComplete() {
    return isWhole() || spectrum.hasDensity();
  }

  public double smallest() {
    return values()[0];
  }

  public double largest() {
    return values()[values().length - 1];
  }

  /** How many of the eigenvalues that are known are negative. */
  public double negative() {
    double nothing = -Evidence.NOTHING * Math.max(Math.abs(smallest()), Math.abs(largest()));
    return sum((value, count) -> value < nothing ? count : 0);
  }

  /** Their sum. */
  public double trace() {
    return sum((value, count) -> value * count);
  }

  private double sum(java.util.function.DoubleBinaryOperator term) {
    double[] counts = counts();
    return IntStream.range(0, counts.length)
        .mapToDouble(i -> term.applyAsDouble(values()[i], counts[i]))
        .sum();
  }

  /** The fewest eigenvalues, from the largest on, that add up to a share of the trace. */
  double fewestFor(double share) {
    double[] counts = counts();
    double wanted = share * trace();
    double found = 0;
    double many = 0;
    for (int i = counts.length - 1; i >= 0 && found < wanted; i--) {
      found += values()[i] * counts[i];
      many += counts[i];
    }
    return many;
  }
}
